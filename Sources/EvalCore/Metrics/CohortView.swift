/// One cohort of one router, as the metric functions read it.
struct CohortView {
  /// The cohort's traces in id order.
  var members: ArraySlice<Int32>
  /// The same traces, highest score first.
  var ranked: ArraySlice<Int32>
  /// For each trace of the golden its cluster within its cohort.
  var clusters: [Int32]
  /// The number of clusters in the cohort.
  var clusterCount: Int
  /// Whether these are all traces.
  var isAll = false
}

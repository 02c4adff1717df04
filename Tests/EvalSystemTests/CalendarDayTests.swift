import EvalSystem
import Testing

struct CalendarDayTests {
  @Test(arguments: [
    "2024-06-17", "2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01", "9999-12-31",
  ])
  func `days of the calendar`(day: String) {
    #expect(CalendarDay.isValid(day))
  }

  @Test(arguments: [
    "", "2024", "2024-06", "2024-6-17", "24-06-17", "2024-06-31", "2023-02-29", "1900-02-29",
    "2024-13-01", "2024-00-10", "2024-06-00", "2024/06/17", "2024-06-17T00:00", " 2024-06-17",
    "2024-06-17 ", "2024-06-1७", "+024-06-17", "-024-06-17", "2024-06-17-", "17-06-2024",
  ])
  func `everything else`(text: String) {
    #expect(!CalendarDay.isValid(text))
  }
}

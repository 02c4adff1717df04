import ArgumentParser

@main
struct Evalroute: ParsableCommand {
  func run() {}
}

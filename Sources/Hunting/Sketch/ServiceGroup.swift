/// The services that one step touches: one by name, or all of a kind, which a step has by naming none.
struct ServiceGroup {
    let names: [String]
    /// As a step's further field; empty for all.
    let field: String

    init(_ name: String) { (names, field) = ([name], ", service: \(name)") }

    /// - Parameter all: not empty.
    init(all: [String]) { (names, field) = (all, "") }

    var first: String { names[0] }
}

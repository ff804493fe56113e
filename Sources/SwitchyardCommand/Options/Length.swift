import ArgumentParser
import Runbook
import RunbookYAML

/// A length of time as a runbook writes it: `90s`, `6h`.
struct Length: ExpressibleByArgument, CustomStringConvertible, Sendable {
    var value: Milliseconds

    init?(argument: String) {
        let bytes = Array(argument.utf8)
        guard let value = QuantityText.duration(bytes.span), value > .zero else { return nil }
        self.value = value
    }

    init(_ value: Milliseconds) { self.value = value }

    var description: String { value.description }
}

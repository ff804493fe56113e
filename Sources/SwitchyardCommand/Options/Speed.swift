import ArgumentParser
import Switchyard

/// How much faster than the clock: `60x` or `60`.
struct Speed: ExpressibleByArgument, CustomStringConvertible, Sendable {
    var factor: Double

    init?(argument: String) {
        let digits = argument.hasSuffix("x") ? String(argument.dropLast()) : argument
        guard let value = Double(digits), RunRequest.speeds.contains(value) else { return nil }
        factor = value
    }

    init(_ factor: Double) { self.factor = factor }

    var description: String { factor == factor.rounded() ? "\(Int(factor))x" : "\(factor)x" }
    var defaultValueDescription: String { description }
}

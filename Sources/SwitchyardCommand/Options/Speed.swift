import ArgumentParser
import Switchyard

/// How much faster than the clock: `60x` or `60`.
struct Speed: CustomStringConvertible, Sendable {
    var factor: Double

    init(argument: String) throws {
        let digits = argument.hasSuffix("x") ? String(argument.dropLast()) : argument
        guard let value = Double(digits), !value.isNaN else {
            throw ValidationError("\"\(argument)\" is no speed. Write a number, such as 60x; at most 1000x.")
        }
        guard value >= RunRequest.speeds.lowerBound else {
            throw ValidationError(
                "At a speed of \(argument) the regions would stand still. Write at least 0.001x and at most 1000x.")
        }
        guard value <= RunRequest.speeds.upperBound else {
            throw ValidationError(
                "At a speed of \(argument) no step could be in time, since programs take theirs. Write at most 1000x.")
        }
        factor = value
    }

    init(_ factor: Double) { self.factor = factor }

    var description: String { factor == factor.rounded() ? "\(Int(factor))x" : "\(factor)x" }
}

/// A value as written: itself, or a whole-value reference `$name` to a parameter.
package enum Operand<Value> {
    case literal(Value)
    case parameter(String)
}

extension Operand: Sendable where Value: Sendable {}
extension Operand: Equatable where Value: Equatable {}
extension Operand: Hashable where Value: Hashable {}

/// An operand with its place.
package typealias Argument<Value> = Located<Operand<Value>>

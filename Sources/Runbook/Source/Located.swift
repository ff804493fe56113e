/// A value that remembers where it was written. Public since generic code is specialised in other targets only if it is.
@frozen
public struct Located<Value> {
    /// What was written.
    public var value: Value
    /// Where it was written.
    public var span: SourceSpan

    /// A value and its place.
    @inlinable
    public init(_ value: Value, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

extension Checker {
    /// Every rule there is.
    static let rules: [any Rule.Type] = [
        UnknownParameter.self
    ]
}

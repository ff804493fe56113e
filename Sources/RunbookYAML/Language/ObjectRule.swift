/// How the keys of one object depend on each other.
package enum ObjectRule: Sendable {
    /// One of these keys, and only one; the noun says what they are.
    case exactlyOne([Key], noun: String)
    /// The key says something only next to one of these.
    case beside(Key, [Key])
    /// The key belongs to these values of another key, and to no others; it may be required there.
    case belongsTo(Key, when: Key, is: [String], required: Bool)
    /// What the key takes depends on the value of another.
    case typed(Key, by: Key, [(value: String, shape: ScalarShape)])
}

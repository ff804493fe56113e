/// What may stand at a place in a document: at most one thing for each kind of YAML node.
package final class Shape: Sendable {
    package let scalar: ScalarShape?
    package let list: ListShape?
    /// Objects that may stand here; all but the last are recognised by the presence of their own key.
    package let objects: [ObjectName]
    package let map: MapShape?

    package init(
        scalar: ScalarShape? = nil, list: ListShape? = nil, objects: [ObjectName] = [], map: MapShape? = nil
    ) {
        self.scalar = scalar
        self.list = list
        self.objects = objects
        self.map = map
    }

    package static func scalar(_ kind: ScalarKind) -> Shape { Shape(scalar: ScalarShape(kind)) }

    /// A scalar that may also be `$name`.
    package static func operand(_ kind: ScalarKind) -> Shape {
        Shape(scalar: ScalarShape(kind, allowsReference: true))
    }

    package static func object(_ name: ObjectName) -> Shape { Shape(objects: [name]) }

    package static func list(of item: Shape, _ noun: String) -> Shape { Shape(list: ListShape(item, noun)) }

    package static func oneOrMany(_ item: Shape, _ noun: String, atMost most: Int? = nil) -> Shape {
        Shape(
            scalar: item.scalar, list: ListShape(item, noun, atMost: most), objects: item.objects, map: item.map)
    }

    package static func map(_ name: ScalarKind, _ value: Shape, _ noun: String) -> Shape {
        Shape(map: MapShape(name, value, noun))
    }

    /// This, or what the other allows for another kind of node.
    package func or(_ other: Shape) -> Shape {
        Shape(
            scalar: scalar ?? other.scalar, list: list ?? other.list,
            objects: objects.isEmpty ? other.objects : objects,
            map: map ?? other.map)
    }

    /// What to expect, in words: `a duration such as 30s`, `a list of steps`.
    package var noun: String {
        var parts: [String] = []
        if let scalar { parts.append(scalar.noun) }
        if let map { parts.append("a mapping of \(map.noun)") }
        parts += objects.map { "\($0.shape.noun)" }
        if let list { parts.append("a list of \(list.noun)") }
        return parts.joined(separator: " or ")
    }
}

/// An element of an XML document, without its attributes. What is between elements is kept where there are no elements.
struct XMLElement: Hashable, Sendable {
    var name: String
    var text = ""
    var children: [XMLElement] = []

    init(_ name: String, _ text: String = "", _ children: [XMLElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The text of an element within this one.
    func text(_ path: String...) -> String? {
        var element: XMLElement? = self
        for name in path { element = element?[name] }
        return element?.text
    }

    func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The first element of a name, however deep.
    func first(_ name: String) -> XMLElement? {
        if self.name == name { return self }
        for child in children { if let found = child.first(name) { return found } }
        return nil
    }

    /// - Parameter attributes: of this one alone, written out.
    func written(_ attributes: String = "") -> String {
        let inner = children.isEmpty ? XMLElement.escaped(text) : children.map { $0.written() }.joined()
        return "<\(name)\(attributes)>\(inner)</\(name)>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

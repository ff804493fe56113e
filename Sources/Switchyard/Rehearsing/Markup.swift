import Runbook

/// A piece of a page. Whatever is text or an attribute in it is escaped when it is written, so that no name in a runbook
/// can become markup.
indirect enum Markup: Hashable, Sendable {
    case element(String, [Attribute], [Markup])
    case text(String)

    struct Attribute: Hashable, Sendable {
        var name: String
        var value: String
    }

    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = [])
        -> Markup
    {
        .element(name, attributes.map { Attribute(name: $0.key, value: $0.value) }, children)
    }

    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) -> Markup {
        tag(name, attributes, [.text(text)])
    }

    var written: String {
        var output = ""
        write(to: &output)
        return output
    }

    /// Elements that hold nothing close themselves, as HTML and SVG both read.
    private static let empty: Set<String> = ["meta", "rect", "line", "polyline"]

    private func write(to output: inout String) {
        switch self {
        case .text(let text): Markup.escape(text, into: &output)
        case .element(let name, let attributes, let children):
            output += "<" + name
            for attribute in attributes {
                output += " \(attribute.name)=\""
                Markup.escape(attribute.value, into: &output)
                output += "\""
            }
            if children.isEmpty, Markup.empty.contains(name) { return output += "/>\n" }
            output += ">"
            for child in children { child.write(to: &output) }
            output += "</\(name)>"
            if Markup.blocks.contains(name) { output += "\n" }
        }
    }

    /// A line of their own makes a page that people can read as text.
    private static let blocks: Set<String> = [
        "head", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3", "p", "ul", "li", "table",
        "caption", "thead", "tbody", "tr", "figure", "figcaption", "svg", "g", "text", "footer",
    ]

    private static func escape(_ text: String, into output: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case _ where scalar.isUnprintable && scalar != "\n": output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
    }
}

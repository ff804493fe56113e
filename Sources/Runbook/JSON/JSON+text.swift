extension JSON {
    package enum Layout: Sendable {
        /// Everything on one line.
        case compact
        /// Everything on one line, with a space after each comma and colon.
        case spaced
        /// A member a line, two spaces a level.
        case indented
        /// As `indented`, but what fits on a line of 100 characters stays on it.
        case filled
    }

    package func text(_ layout: Layout = .compact) -> String {
        var output = ""
        write(to: &output, layout, depth: 0)
        return output
    }

    private func write(to output: inout String, _ layout: Layout, depth: Int) {
        if layout == .filled {
            let line = text(.spaced)
            if line.utf8.count + 2 * depth <= 100 { return output += line }
        }
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += value.isFinite ? "\(value)" : "null"
        case .string(let value): JSON.quote(value, into: &output)
        case .array(let elements):
            JSON.list(elements, "[", "]", to: &output, layout, depth) { element, output in
                element.write(to: &output, layout, depth: depth + 1)
            }
        case .object(let members):
            JSON.list(members, "{", "}", to: &output, layout, depth) { member, output in
                JSON.quote(member.key, into: &output)
                output += layout == .compact ? ":" : ": "
                member.value.write(to: &output, layout, depth: depth + 1)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String, _ layout: Layout,
        _ depth: Int, _ write: (Element, inout String) -> Void
    ) {
        let isOpen = layout == .indented || layout == .filled
        output += open
        for (index, element) in elements.enumerated() {
            if index > 0 { output += layout == .spaced ? ", " : "," }
            if isOpen { output += "\n" + String(repeating: "  ", count: depth + 1) }
            write(element, &output)
        }
        if isOpen, !elements.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
        output += close
    }

    private static func quote(_ text: String, into output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}

import Runbook

/// How a standby reaches its source: words with values, `host=10.0.0.1 port=5432 user=replicator`. May hold a secret.
struct ConnectionString: Hashable {
    private(set) var words: [(name: String, value: String)]

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Nil for what is none, such as a URI.
    init?(_ text: String) {
        var words: [(name: String, value: String)] = []
        var rest = Substring(text).drop(while: \.isWhitespace)
        while !rest.isEmpty {
            let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest[name.endIndex...].drop(while: \.isWhitespace)
            guard !name.isEmpty, rest.first == "=" else { return nil }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            guard let value = ConnectionString.takeValue(&rest) else { return nil }
            words.append((name: String(name), value: value))
            rest = rest.drop(while: \.isWhitespace)
        }
        self.words = words
    }

    private static func takeValue(_ rest: inout Substring) -> String? {
        let isQuoted = rest.first == "'"
        if isQuoted { rest = rest.dropFirst() }
        var value = ""
        while let character = rest.first {
            rest = rest.dropFirst()
            switch character {
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                value.append(next)
            case "'" where isQuoted: return value
            case _ where !isQuoted && character.isWhitespace: return value
            default: value.append(character)
            }
        }
        return isQuoted ? nil : value
    }

    subscript(name: String) -> String? {
        get { words.last { $0.name == name }?.value }
        // In its place, so that what is set to what it was stays the same.
        set {
            guard let newValue else { return words.removeAll { $0.name == name } }
            if let place = words.lastIndex(where: { $0.name == name }) {
                words[place].value = newValue
            } else {
                words.append((name: name, value: newValue))
            }
        }
    }

    var endpoint: Endpoint? {
        guard let host = self["hostaddr"] ?? self["host"] else { return nil }
        let port = self["port"] ?? "5432"
        return host.hasPrefix("/")
            ? Endpoint("\(host)/.s.PGSQL.\(port)")
            : Endpoint(host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
    }

    /// The same, but to another server.
    func leading(to endpoint: Endpoint) -> ConnectionString {
        var result = self
        result["hostaddr"] = nil
        switch endpoint {
        case .host(let host, let port): (result["host"], result["port"]) = (host, String(port))
        case .socket(let path):
            let slash = path.lastIndex(of: "/") ?? path.startIndex
            result["host"] = String(path[..<slash])
            result["port"] = path[slash...].split(separator: ".").last.map(String.init)
        }
        return result
    }

    var text: String {
        words.map { "\($0.name)='\($0.value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'" }
            .joined(separator: " ")
    }
}

/// A LUA record that answers with one of some addresses at random, by weight.
struct WeightedAnswer: Hashable {
    struct Choice: Hashable {
        var address: String
        var weight: Int
    }

    /// `A` or `AAAA`.
    var type: String
    var choices: [Choice]

    init(type: String, choices: [Choice]) {
        self.type = type
        self.choices = choices
    }

    /// As it is kept in a zone: `A "pickwrandom({{75,'192.0.2.1'},{25,'192.0.2.2'}})"`.
    var content: String {
        let list = choices.map { "{\($0.weight),'\($0.address)'}" }.joined(separator: ",")
        return "\(type) \"pickwrandom({\(list)})\""
    }

    /// Nil for any other record: what a program of somebody's own answers is not known from reading it.
    init?(content: String) {
        var rest = content[...]
        func skip(_ rest: inout Substring) { rest = rest.drop { $0 == " " || $0 == "\t" } }
        func take(_ text: String, _ rest: inout Substring) -> Bool {
            skip(&rest)
            guard rest.hasPrefix(text) else { return false }
            rest = rest.dropFirst(text.count)
            return true
        }
        let type = String(rest.prefix { $0.isLetter })
        rest = rest.dropFirst(type.count)
        guard ["A", "AAAA"].contains(type), take("\"", &rest) else { return nil }
        _ = take("return ", &rest)
        guard take("pickwrandom", &rest), take("(", &rest), take("{", &rest) else { return nil }
        var choices: [Choice] = []
        repeat {
            guard take("{", &rest) else { return nil }
            skip(&rest)
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let weight = Int(digits), digits.count < 9, take(",", &rest), take("'", &rest) else { return nil }
            let address = rest.prefix { $0 != "'" && $0 != "\"" }
            rest = rest.dropFirst(address.count)
            guard !address.isEmpty, take("'", &rest), take("}", &rest) else { return nil }
            choices.append(Choice(address: String(address), weight: weight))
        } while take(",", &rest)
        guard take("}", &rest), take(")", &rest) else { return nil }
        _ = take(";", &rest)
        guard take("\"", &rest), rest.allSatisfy({ $0 == " " }) else { return nil }
        self.init(type: type, choices: choices)
    }
}

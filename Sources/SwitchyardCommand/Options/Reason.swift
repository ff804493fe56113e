import ArgumentParser

/// Why somebody wants something, in their words. It stays in the journal.
struct Reason: ExpressibleByArgument, Sendable {
    static let longest = 1000

    var text: String

    init?(argument: String) {
        let text = argument.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty, text.count <= Reason.longest else { return nil }
        self.text = text
    }

    static let help = ArgumentHelp("Why, for the journal; at most \(longest) characters.", valueName: "text")
}

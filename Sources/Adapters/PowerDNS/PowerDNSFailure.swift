import Engine

/// Why PowerDNS did not answer as it was asked to.
enum PowerDNSFailure: Error, Hashable {
    /// Nothing was asked.
    case secret(SecretFailure)
    case exchange(ExchangeFailure)
    case status(Int, saying: String)
    case nonsense

    var sentence: String {
        switch self {
        case .secret(let failure): "it was not asked: \(failure.why)"
        case .exchange(let failure): failure.sentence
        case .status(401, _): "it does not take our key (status 401)"
        case .status(let status, let words):
            words.isEmpty
                ? "it answers with status \(status)" : "it answers with status \(status), and says \"\(words)\""
        case .nonsense: "its answer is no JSON of PowerDNS's"
        }
    }

    /// What became of a change that was asked for.
    var answerToChange: EffectReport.Answer {
        switch self {
        case .secret: .notDone(.refused)
        case .exchange(let failure): failure.isHarmless ? .notDone(.unreachable) : .inDoubt
        case .status(let status, _):
            switch status {
            case 401, 403, 429: .notDone(.refused)
            case 409: .notDone(.conflict)
            case 400...499: .notDone(.invalid)
            default: .inDoubt
            }
        case .nonsense: .inDoubt
        }
    }

    /// Whatever became of a look, it has changed nothing.
    var answerToLook: EffectReport.Answer {
        switch answerToChange {
        case .inDoubt: .notDone(.unreachable)
        case let answer: answer
        }
    }
}

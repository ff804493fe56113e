import Engine

/// Why AWS did not answer as it was asked to.
enum AWSFailure: Error, Hashable {
    /// Nothing was asked.
    case secret(SecretFailure)
    case exchange(ExchangeFailure)
    /// What it says is one of its codes, with a sentence.
    case status(Int, code: String, saying: String)
    case nonsense

    var sentence: String {
        switch self {
        case .secret(let failure): "it was not asked: \(failure.why)"
        case .exchange(let failure): failure.sentence
        case .status(let status, let code, let words):
            "it answers with status \(status)\(code.isEmpty ? "" : ", \(code)")\(words.isEmpty ? "" : ": \(words)")"
        case .nonsense: "its answer is none of AWS's"
        }
    }

    /// What became of a change that was asked for.
    var answerToChange: EffectReport.Answer {
        switch self {
        case .secret: .notDone(.refused)
        case .exchange(let failure): failure.isHarmless ? .notDone(.unreachable) : .inDoubt
        case .status(let status, let code, _): AWSFailure.verdict(status, code)
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

    private static func verdict(_ status: Int, _ code: String) -> EffectReport.Answer {
        switch (status, code) {
        // Another change of the same thing is under way.
        case (_, "PriorRequestNotComplete"), (_, "ScalingActivityInProgress"), (_, "ResourceContention"):
            .notDone(.conflict)
        case (_, "Throttling"), (_, "ThrottlingException"), (429, _), (401, _), (403, _): .notDone(.refused)
        // Credentials that have run out are renewed, and clocks are set.
        case (_, "ExpiredToken"), (_, "ExpiredTokenException"), (_, "UnrecognizedClientException"),
            (_, "InvalidClientTokenId"), (_, "SignatureDoesNotMatch"), (_, "AccessDeniedException"):
            .notDone(.refused)
        case (400...499, _): .notDone(.invalid)
        default: .inDoubt
        }
    }
}

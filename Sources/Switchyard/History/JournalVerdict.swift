package import Runbook

/// What became of one journal's verification.
package struct JournalVerdict: Sendable {
    package enum Finding: Hashable, Sendable {
        /// The chain holds, and the machine takes every record and comes to the state that is listed.
        case intact
        /// This record was changed, removed or put in; for the first, perhaps what the run was started with.
        case brokenChain(sequence: Int64)
        /// The chain holds, but it once had more records.
        case recordsLost(left: Int64, kept: Int64)
        case unreadable(sequence: Int64, why: String)
        /// The chain holds, but the plan of the run's own texts does not take this record.
        case doesNotReplay(sequence: Int64, why: String)
        /// The chain holds, and the run is listed as something that its records do not lead to.
        case listedWrongly(asListed: String, asReplayed: String)
        /// The chain holds; this version makes another plan of the run's texts, so that its records mean nothing to it.
        case otherPlan
    }

    package var run: String
    package var records: Int
    package var finding: Finding

    package var isIntact: Bool { finding == .intact }

    package var sentence: String {
        switch finding {
        case .intact:
            "\(records) record\(records == 1 ? "" : "s"), chained without a break, and the machine comes to what is listed"
        case .brokenChain(let sequence):
            "record \(sequence) does not follow from \(Self.before(sequence)); \(Self.advice)"
        case .recordsLost(let left, let kept):
            "it ends after record \(left), and \(kept) were kept once; \(Self.advice)"
        case .unreadable(let sequence, let why):
            "\(sequence == 0 ? "its journal" : "record \(sequence)") cannot be read: \(why); use the version that wrote it"
        case .doesNotReplay(let sequence, let why):
            "record \(sequence) follows from the one before it, but does not fit the plan: \(why); \(Self.advice)"
        case .listedWrongly(let listed, let replayed):
            "its \(records) records lead to \(replayed), but it is listed as \(listed); \(Self.advice)"
        case .otherPlan:
            "\(records) records, chained without a break, but this version makes another plan of its runbook; "
                + "replay it with the version that started it"
        }
    }

    private static let advice = "do not resume it, and find out what changed the store"

    private static func before(_ sequence: Int64) -> String {
        sequence == 1 ? "what the run was started with" : "record \(sequence - 1), up to which all is intact"
    }

    package var json: JSON {
        var members = [
            JSON.Member("run", .string(run)), JSON.Member("intact", .bool(isIntact)),
            JSON.Member("records", .integer(Int64(records))),
        ]
        switch finding {
        case .intact, .listedWrongly, .otherPlan: break
        case .recordsLost(let left, _): members.append(JSON.Member("first_bad_record", .integer(left + 1)))
        case .brokenChain(let sequence), .unreadable(let sequence, _), .doesNotReplay(let sequence, _):
            members.append(JSON.Member("first_bad_record", .integer(sequence)))
        }
        members.append(JSON.Member("finding", .string(sentence)))
        return .object(members)
    }
}

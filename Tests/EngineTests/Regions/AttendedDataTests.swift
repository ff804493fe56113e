import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine

/// Data, and what stands between it and its clients.
@Suite struct AttendedDataTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var effect: Effect
        var mode = Mode.planned
        var pool: [String: EffectReport.Answer] = [:]
        var director: [String: EffectReport.Answer] = [:]
        var data: [String: EffectReport.Answer] = [:]
        var asked: [String]
        var answer: EffectReport.Answer
        var testDescription: String { name }
    }

    private static let fence = Effect.fence(PlanFixture.east, PlanFixture.database)
    private static let promote = Effect.promote(PlanFixture.west, PlanFixture.database, loss: .zero)
    private static let unfence = Effect.unfence(PlanFixture.east, PlanFixture.database)

    static let cases = [
        Case(
            name: "a fence goes inwards", effect: fence, asked: ["pool fence", "director fence", "data fence"],
            answer: .done),
        Case(
            name: "a promotion goes outwards", effect: promote,
            asked: ["data promote", "director promote", "pool promote"], answer: .done),
        Case(
            name: "so does the end of a fence", effect: unfence,
            asked: ["data unfence", "director unfence", "pool unfence"], answer: .done),
        Case(
            name: "whoever cannot be paused goes on", effect: fence, pool: ["fence": .notDone(.refused)],
            asked: ["pool fence", "pool unfence"], answer: .notDone(.refused)),
        Case(
            name: "a fence that is refused is taken back outside", effect: fence,
            data: ["fence": .notDone(.unreachable)],
            asked: ["pool fence", "director fence", "data fence", "director unfence", "pool unfence"],
            answer: .notDone(.unreachable)),
        Case(
            name: "what cannot be taken back is in doubt", effect: fence, pool: ["unfence": .notDone(.unreachable)],
            data: ["fence": .notDone(.refused)],
            asked: ["pool fence", "director fence", "data fence", "director unfence", "pool unfence"],
            answer: .inDoubt),
        Case(
            name: "a fence in doubt stays as it is", effect: fence, data: ["fence": .inDoubt],
            asked: ["pool fence", "director fence", "data fence"], answer: .inDoubt),
        Case(
            name: "in an emergency nobody's failure keeps the others from it", effect: fence, mode: .emergency,
            pool: ["fence": .notDone(.unreachable)], asked: ["pool fence", "director fence", "data fence"],
            answer: .done),
        Case(
            name: "in an emergency an only way that is closed is a fence", effect: fence, mode: .emergency,
            data: ["fence": .notDone(.unreachable)], asked: ["pool fence", "director fence", "data fence"],
            answer: .done),
        Case(
            name: "but not when that is not certain", effect: fence, mode: .emergency, director: ["fence": .inDoubt],
            data: ["fence": .notDone(.unreachable)],
            asked: ["pool fence", "director fence", "data fence", "director unfence", "pool unfence"],
            answer: .notDone(.unreachable)),
        Case(
            name: "clients follow no promotion that was refused", effect: promote,
            data: ["promote": .notDone(.refused)], asked: ["data promote"], answer: .notDone(.refused)),
        Case(
            name: "clients that do not follow leave it in doubt", effect: promote,
            director: ["promote": .notDone(.unreachable)], asked: ["data promote", "director promote"],
            answer: .inDoubt),
        Case(
            name: "a newer executor ends it at once", effect: fence, director: ["fence": .superseded],
            asked: ["pool fence", "director fence", "data fence"], answer: .superseded),
        Case(
            name: "a way that cannot be closed opens the others and the data again", effect: fence,
            director: ["fence": .notDone(.refused)],
            asked: ["pool fence", "director fence", "data fence", "data unfence", "director unfence", "pool unfence"],
            answer: .notDone(.refused)),
        Case(
            name: "data in doubt is looked at before anything is opened", effect: fence,
            director: ["fence": .notDone(.refused)], data: ["fence": .inDoubt],
            asked: ["pool fence", "director fence", "data fence"], answer: .inDoubt),
    ]

    @Test(arguments: cases)
    func order(sample: Case) async {
        let notes = RecordingAdapter.Notes()
        let attended = AttendedData(
            RecordingAdapter("data", [.data], notes, answers: sample.data),
            [
                RecordingAdapter("pool", [.connections], notes, answers: sample.pool),
                RecordingAdapter("director", [.connections], notes, confirmsFence: true, answers: sample.director),
            ])
        let report = await attended.apply(
            Assignment(
                effect: sample.effect, mode: sample.mode, epoch: Epoch(rawValue: 1), run: "run", step: "step",
                isUndo: false, timeout: .seconds(1)))
        #expect(report.answer == sample.answer)
        guard sample.effect == Self.fence else {
            #expect(notes.all == sample.asked)
            return
        }
        // Those that are asked side by side come in any order; what is taken back, in its own.
        #expect(notes.all.prefix(3).sorted() == sample.asked.prefix(3).sorted())
        #expect(notes.all.dropFirst(3) == sample.asked.dropFirst(3))
        if sample.mode == .planned { #expect(notes.all.first == sample.asked.first) }
    }
}

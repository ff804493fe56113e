import Engine
import Runbook
import RunbookCompiler
import World

/// How long effects take in a simulated region, in milliseconds.
enum EffectTiming {
    static let connectionRefused = Milliseconds(200)
    static let refusal = Milliseconds(100)
    /// A director that has to act for a region that does not answer is slower.
    static let fenceFromOutside: ClosedRange<Double> = 1500...2500
    static let preparedPromotion: ClosedRange<Double> = 600...1200
    static let rebuild: ClosedRange<Double> = 5000...20_000
    static let repoint: ClosedRange<Double> = 1000...3000
    static let scaleUp: ClosedRange<Double> = 30_000...90_000
    static let scaleDown: ClosedRange<Double> = 3000...6000

    static func range(of effect: Effect, action: PlanAction?) -> ClosedRange<Double> {
        switch effect {
        case .route: 150...250
        case .fence: 400...600
        case .unfence: 300...500
        case .promote: 3000...8000
        case .prepare: 2000...4000
        case .release: 200...400
        case .follow: repoint
        case .scale: 400...800
        case .verify: 4000...6000
        case .notify: 40...60
        case .custom: action.flatMap { SimulatedActions.durations[$0.name] } ?? 1000...2000
        }
    }
}

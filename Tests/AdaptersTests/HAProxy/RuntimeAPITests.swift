import Runbook
import Testing

@testable import Adapters

@Suite struct RuntimeAPITests {
    @Test(arguments: [
        ("\n", [""]), ("\n\n", ["", ""]), ("No such server.\n\n\n", ["No such server.", ""]),
        ("a\nb\n\n", ["a\nb"]), ("a\nb\n", []), ("", []), ("\nhalf", [""]),
    ])
    func answersEndWithAnEmptyLine(text: String, answers: [String]) {
        #expect(RuntimeAPI.answers(in: text) == answers)
    }

    @Test(arguments: [
        (0, true), (1, false), (2, false), (4, false), (8, false), (16, false), (32, false), (64, false), (128, true),
    ])
    func aServerIsOpenUnlessItsStateSaysOtherwise(admin: Int, isOpen: Bool) throws {
        let text = "1\n# be_id be_name srv_name srv_op_state srv_admin_state srv_uweight\n3 web east 2 \(admin) 70"
        let state = try #require(ServerState.all(in: text)?.first)
        #expect(state == ServerState(backend: "web", server: "east", weight: 70, isOpen: isOpen, isUp: true))
    }

    @Test(arguments: [
        "", "1\nweb east", "# be_name\nweb", "# be_name srv_name srv_op_state srv_admin_state srv_uweight\na b 2 0 300",
    ])
    func whatIsNoListOfServersIsNone(text: String) { #expect(ServerState.all(in: text) == nil) }

    private static func shares(_ weights: [Int], stray: Int = 0, closed: Set<Int> = []) -> BackendShares {
        let states = weights.enumerated().map {
            ServerState(backend: "web", server: "r\($0)", weight: $1, isOpen: !closed.contains($0), isUp: true)
        }
        let other = ServerState(backend: "web", server: "other", weight: stray, isOpen: true, isUp: true)
        return BackendShares(stray > 0 ? states + [other] : states, servers: weights.indices.map { "r\($0)" })
    }

    @Test func sharesAreOfAllThatIsGiven() {
        #expect(Self.shares([75, 25]).share(of: 0) == .percent(75))
        #expect(Self.shares([1, 1]).share(of: 0) == .percent(50))
        #expect(Self.shares([0, 0]).share(of: 0) == .zero)
        #expect(Self.shares([50, 50], stray: 100).share(of: 0) == .percent(25))
        #expect(Self.shares([50, 50], closed: [1]).share(of: 0) == .all)
        #expect(Self.shares([50]).share(of: 0) == .all)
    }

    @Test func weightsAreOfAHundredTogether() {
        let shares = Self.shares([60, 20, 20])
        #expect(shares.weights(giving: [0: .percent(50), 1: .percent(30)]) == [0: 50, 1: 30, 2: 20])
        #expect(shares.weights(giving: [0: .percent(50), 1: .percent(40)]) == nil)
        #expect(shares.weights(giving: [0: BasisPoints(5950), 1: BasisPoints(2050)]) == nil)
        #expect(Self.shares([256, 0]).weights(giving: [0: .percent(90), 1: .percent(10)]) == [0: 90, 1: 10])
        #expect(Self.shares([100, 0], stray: 100).weights(giving: [0: .percent(40), 1: .percent(10)]) == nil)
    }
}

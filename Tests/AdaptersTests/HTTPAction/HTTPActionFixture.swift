import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// A web service that verifies backups.
enum HTTPActionFixture {
    static let topology = ProcessFixture.topology

    static func adapter(
        _ url: String, authorization: SecretSource? = nil, timekeeper: any Timekeeper = WallTimekeeper()
    ) -> HTTPActionAdapter {
        func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }
        let verify = OfferedAction(
            name: located("backup.verify"), summary: "",
            arguments: [OfferedAction.Argument(name: located("region"), type: .region)], touches: [],
            isReadOnly: true, isRepeatable: true, expectedDuration: .seconds(1))
        return HTTPActionAdapter(
            HTTPActionSettings(
                url: located(url), authorization: authorization, actions: [verify], timeout: Milliseconds(500)),
            topology: topology, timekeeper: timekeeper)
    }

    static func action(_ region: String = "west", timeout: Milliseconds = Milliseconds(500)) -> Assignment {
        Assignment(
            effect: .custom(0),
            action: PlanAction(name: "backup.verify", arguments: ["region": .region(region)], touches: []),
            mode: .planned, epoch: Epoch(rawValue: 3), run: "run", step: "verify", isUndo: false, timeout: timeout)
    }

    static func message(timeout: Milliseconds = Milliseconds(500)) -> Assignment {
        Assignment(
            effect: .notify(0), notice: PlanNotice(channel: "operations", message: "moved"), mode: .emergency,
            epoch: Epoch(rawValue: 3), run: "run", step: "tell", isUndo: false, timeout: timeout)
    }

    /// An HTTP answer in full.
    static func http(_ status: String, _ body: String = "", _ headers: String = "") -> ScriptedServer.Way {
        .answers("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
}

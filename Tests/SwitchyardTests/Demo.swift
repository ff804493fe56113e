import Foundation
import Runbook
import Switchyard

/// Requests on the shipped runbooks and the demo environment, with a store of their own.
enum Demo {
    static func request(_ runbook: String, store: String) -> RunRequest {
        var request = RunRequest(
            runbook: Golden.root.appending(path: "runbooks/\(runbook).yaml").path(),
            environment: Golden.root.appending(path: "runbooks/environments/demo.yaml").path())
        request.store = store
        return request
    }
}

import Runbook
import RunbookCompiler

extension Operation {
    /// What has to be seen before it and after a doubt. Whoever plays another part is not asked, since the time without a
    /// writer is no time to wait for somebody whose answer does not matter.
    var sight: Set<Environment.Part> {
        switch self {
        case .promote, .fence, .replicate: [.data, .connections]
        default: AdapterSet.allParts
        }
    }
}

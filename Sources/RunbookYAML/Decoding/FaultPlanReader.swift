package import Runbook

/// Reads fault plans.
package enum FaultPlanReader {
    package static func read(_ bytes: [UInt8], file: String) -> Reading<FaultPlan> {
        DocumentReader.read(bytes, file: file, as: .faults, makesDrafts: true) { $0.faultPlan() }
    }
}

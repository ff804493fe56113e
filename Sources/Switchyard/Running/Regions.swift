package import Engine

/// The regions of an environment as a run reaches them.
package struct Regions: Sendable {
    package var adapters: AdapterSet
    package var timekeeper: any Timekeeper

    package init(adapters: AdapterSet, timekeeper: any Timekeeper) {
        self.adapters = adapters
        self.timekeeper = timekeeper
    }
}

import RunbookCompiler

/// What of the outside something looks at; a bit for each region.
struct Reads: Hashable, Sendable {
    /// Whether they answer, and everything that can be asked of them.
    var regions: UInt32 = 0
    /// Whether they answer and their services serve.
    var services: UInt32 = 0
    /// Whether changes flow between them.
    var data: UInt32 = 0

    func notices(_ loss: Loss, _ topology: Topology) -> Bool {
        switch loss {
        case .region(let region): (regions | services | data) & region.bit != 0
        case .way(let region): (regions | services) & region.bit != 0
        case .service(let region, _): services & region.bit != 0
        case .link(let index): data & topology.links[index].from.bit != 0 && data & topology.links[index].to.bit != 0
        }
    }
}

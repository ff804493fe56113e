import Runbook

extension PlanCompiler {
    /// Lays out elements one after another; returns the last nodes, or what came before when there are no elements.
    mutating func sequence(
        _ elements: [LinkedElement], _ treatment: Treatment, after predecessors: [NodeID]
    ) -> [NodeID] {
        var last = predecessors
        for element in elements {
            let first = last.count > 1 ? firstCount(of: element) : 1
            if last.count > 1, first > 1, last.count * first > 4 { last = [join(treatment, after: last)] }
            switch element {
            case .step(let index):
                last = step(index, treatment, after: prepare(before: index, treatment, after: last))
            case .parallel(let branches): last = parallel(branches, treatment, after: last)
            }
        }
        return last
    }

    private mutating func parallel(
        _ branches: [[LinkedElement]], _ treatment: Treatment, after predecessors: [NodeID]
    ) -> [NodeID] {
        let place = parallels.count
        parallels.append([])
        var ends: [NodeID] = []
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(branches.count)
        for branch in branches where !branch.isEmpty {
            let start = assembler.plan.nodes.count
            ends += sequence(branch, treatment, after: predecessors)
            ranges.append(start..<assembler.plan.nodes.count)
        }
        parallels[place] = ranges
        return ends.isEmpty ? predecessors : ends
    }

    mutating func join(_ treatment: Treatment, after predecessors: [NodeID]) -> NodeID {
        joinCount += 1
        var node = Node(.join)
        node.section = treatment.section
        let id = wantsTexts ? "\(treatment.prefix)join#\(joinCount)" : ""
        let origin = SourceOrigin(file: linked.root.runbook.file, span: linked.root.runbook.name.span)
        let join = add(node, NodeLabel(id: id, step: id, title: "join", origin: origin), entry: -1)
        for predecessor in predecessors { assembler.addEdge(from: predecessor, to: join) }
        return join
    }

    /// How many nodes of an element have nothing of it before them.
    private func firstCount(of element: LinkedElement) -> Int {
        switch element {
        case .step(let index):
            guard let child = linked.entries[index].child, linked.entries[index].step.needs.isEmpty,
                let first = child.steps.first
            else { return 1 }
            return firstCount(of: first)
        case .parallel(let branches):
            return branches.reduce(0) { sum, branch in sum + (branch.first.map(firstCount) ?? 0) }
        }
    }

    mutating func add(_ node: Node, _ label: NodeLabel, entry: Int) -> NodeID {
        entryOfNode.append(Int32(truncatingIfNeeded: entry))
        return assembler.add(node, label)
    }

    /// The edges that `needs` adds, from the last nodes of the one step to the first node of the other.
    mutating func addNeeds() {
        for index in linked.withNeeds {
            let entry = linked.entries[index]
            let nodes = nodesOfEntry[index]
            guard !nodes.isEmpty else { continue }
            for need in entry.step.needs {
                guard let other = linked.namespaces[entry.namespace][need.value], !nodesOfEntry[other].isEmpty
                else { continue }
                for last in lastNodes[other] ?? [NodeID(nodesOfEntry[other].upperBound - 1)] {
                    assembler.addEdge(from: last, to: NodeID(nodes.lowerBound))
                    neededEdges.append((last, NodeID(nodes.lowerBound)))
                    neededBy.append(index)
                    for preparation in preparations(before: index) { assembler.addEdge(from: last, to: preparation) }
                }
            }
        }
    }
}

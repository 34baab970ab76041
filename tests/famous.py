"""Networks that the literature has worked out many times over."""

import networkx as nx

from plangraph.graph.network import Network, Proof


def karate() -> Network:
    """Zachary's karate club (1977): 34 members, named 1 to 34 as he does, 78 friendships, unweighted."""
    graph: Network = nx.MultiDiGraph()
    graph.add_nodes_from(str(number) for number in range(1, 35))
    graph.add_edges_from((str(a + 1), str(b + 1)) for a, b in nx.karate_club_graph().edges())
    return graph


def women() -> Network:
    """Davis, Gardner and Gardner's Southern women (1941): 18 women, 14 events, 89 attendances."""
    given = nx.davis_southern_women_graph()
    graph: Network = nx.MultiDiGraph()
    for node, data in given.nodes(data=True):
        graph.add_node(node, label=node, side="target" if data["bipartite"] else "source")
    for number, (woman, event) in enumerate(given.edges()):
        proof = Proof(f"t#char={number},{number + 1}", f"m{number}", f"{woman} came to {event}", "")
        graph.add_edge(woman, event, key="came", weight=1, evidence=(proof,))
    return graph

//! The smallest part of a spec that still has a fault.

use crate::node::Node;

/// How often something is left out in vain before it is good enough.
const PATIENCE: usize = 400;

/// Leaves out what isn't needed for `fails` to hold.
pub(crate) fn shrink(mut spec: Node, fails: impl Fn(&Node) -> bool) -> Node {
    let mut tries = 0;
    'again: loop {
        for smaller in spec.smaller() {
            tries += 1;
            if tries > PATIENCE {
                return spec;
            }
            if fails(&smaller) {
                spec = smaller;
                continue 'again;
            }
        }
        return spec;
    }
}

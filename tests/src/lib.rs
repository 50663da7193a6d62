//! Snapshots, round trips and faults over every spec.

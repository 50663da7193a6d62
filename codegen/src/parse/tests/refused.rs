//! Each code of this stage, with the smallest text that has its fault.

use super::{api_faults, faults, read};

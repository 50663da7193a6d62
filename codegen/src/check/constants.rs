//! The constants that an object holds, in itself and in the objects in it.

use std::collections::BTreeMap;

use crate::ir::{BodyCondition, Content, Member, Outcome, Shape, Type, TypeDef, TypeId};

/// More than any page has. Where types hold each other in many ways, the ways multiply; constants
/// beyond this number are checked where they are read, and don't choose.
const MAX_CONDITIONS: usize = 1_000;

/// Every constant of the body that can be reached through objects is a condition. Constants inside
/// lists are not: there they are checked, and don't choose. Neither are those of a type inside of
/// itself, which has no deepest one.
pub(super) fn conditions(outcome: &Outcome, defs: &[TypeDef]) -> Vec<BodyCondition> {
    constants(outcome.members(), defs)
}

/// Every constant of some members that can be reached through objects.
pub(super) fn constants(members: &[Member], defs: &[TypeDef]) -> Vec<BodyCondition> {
    let mut walk = Walk {
        defs,
        path: Vec::new(),
        around: Vec::new(),
        holding: BTreeMap::new(),
        conditions: Vec::new(),
    };
    walk.members(members, false);
    walk.conditions
}

struct Walk<'d> {
    defs: &'d [TypeDef],
    path: Vec<String>,
    /// The named types that the walk is in.
    around: Vec<TypeId>,
    /// Whether there is a constant in a type, for those that were asked about.
    holding: BTreeMap<TypeId, bool>,
    conditions: Vec<BodyCondition>,
}

impl<'d> Walk<'d> {
    fn members(&mut self, members: &[Member], or_missing: bool) {
        for member in members {
            if self.conditions.len() >= MAX_CONDITIONS {
                return;
            }
            let or_missing = or_missing || member.optional || member.nullable;
            self.path.push(member.wire.clone());
            match &member.content {
                Content::Constant(constant) => self.conditions.push(BodyCondition {
                    path: self.path.clone(),
                    value: constant.value.clone(),
                    ignore_case: constant.ignore_case,
                    or_missing,
                }),
                Content::Value(Type::Named(id)) => self.named(*id, or_missing),
                Content::Value(_) => {}
            }
            self.path.pop();
        }
    }

    fn named(&mut self, id: TypeId, or_missing: bool) {
        if self.around.contains(&id) || !self.holds(id) {
            return;
        }
        self.around.push(id);
        self.members(self.object(id), or_missing);
        self.around.pop();
    }

    /// Whether a constant can be reached in a type. Each type is looked into once, since the same
    /// one may stand in many places.
    fn holds(&mut self, id: TypeId) -> bool {
        if let Some(known) = self.holding.get(&id) {
            return *known;
        }
        let mut seen = vec![id];
        let mut next = 0;
        let mut found = false;
        while let Some(id) = seen.get(next).copied() {
            next += 1;
            for member in self.object(id) {
                match &member.content {
                    Content::Constant(_) => found = true,
                    Content::Value(Type::Named(inner)) if !seen.contains(inner) => {
                        seen.push(*inner);
                    }
                    Content::Value(_) => {}
                }
            }
        }
        self.holding.insert(id, found);
        found
    }

    /// The members of a type, if it is an object.
    fn object(&self, id: TypeId) -> &'d [Member] {
        match self.defs.get(id.0).map(|def| &def.shape) {
            Some(Shape::Object(members)) => members,
            _ => &[],
        }
    }
}

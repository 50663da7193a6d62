//! Pages: the members that `pages` names are looked up, and must fit one another.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Access, Endpoint, Literal, Member, Outcome, OutcomeKind, OutcomeRef, Pages, Scalar, Spelt,
    Turn, Type, TypeDef,
};
use crate::names::RustName;
use crate::source::Text;
use crate::spec;

use super::beside::Named;
use super::path::{Checked, find, lead, misfit, walk};
use super::types::type_name;

/// Checks `pages` of each endpoint, when types and outcomes are settled.
pub(super) fn check_pages(
    api: &spec::Api,
    names: &[Named<'_>],
    endpoints: &mut [(usize, Endpoint)],
    outcomes: &[Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    let mut methods: BTreeMap<RustName, &str> = BTreeMap::new();
    if api
        .endpoints
        .iter()
        .any(|endpoint| endpoint.pages.is_some())
    {
        let named = names.iter().rev();
        methods.extend(named.map(|named| (RustName::snake(named.name), named.name)));
    }
    for (index, endpoint) in endpoints {
        let Some(written) = api.endpoints.get(*index) else {
            continue;
        };
        let Some(pages) = &written.pages else {
            continue;
        };
        // What was left out of a broken file may be what is named here.
        if report.has_errors_in(written.file) || report.has_errors_in(api.file) {
            continue;
        }
        let method_name = RustName::snake(&format!("{}_pages", endpoint.name));
        if let Some(twin) = methods.get(&method_name) {
            report.push(Diagnostic::new(
                Code::ReservedName,
                pages.span,
                format!("`{twin}` is a method for these pages, and an endpoint: rename its file"),
            ));
        }
        let cx = Cx {
            endpoint,
            outcomes,
            defs,
        };
        endpoint.pages = cx.lower(pages, method_name, report);
    }
}

/// What paths are looked up in.
struct Cx<'e> {
    endpoint: &'e Endpoint,
    outcomes: &'e [Outcome],
    defs: &'e [TypeDef],
}

impl Cx<'_> {
    fn lower(
        &self,
        pages: &spec::Pages,
        method_name: RustName,
        report: &mut Report,
    ) -> Option<Pages> {
        let mut keep = |problem: Box<Diagnostic>| report.push(*problem);
        let (items_path, turn) = (pages.items.as_ref()?, pages.turn.as_ref()?);
        let found = self
            .success(items_path)
            .and_then(|outcome| Ok((outcome, self.items(outcome, items_path)?)));
        let into = match &turn.into {
            Some(path) => self.into(turn, path).map(Some),
            None => self.urls_name_all(pages).map(|()| None),
        };
        let into = into.map_err(&mut keep).ok();
        let (outcome, items) = found.map_err(&mut keep).ok()?;
        let page = Page {
            cx: self,
            outcome,
            name: first_part(items_path),
        };
        let into = into?;
        let turn = page.turn(turn, &items, into.as_ref(), report)?;
        Some(Pages {
            method_name,
            outcome,
            items,
            into: into.map(|into| into.access),
            turn,
        })
    }

    /// The success that a path begins with.
    fn success(&self, path: &Text) -> Checked<usize> {
        let name = first_part(path);
        let variant = type_name(&path.clone().map(|_| name.to_owned()));
        let successes = || {
            let all = self.endpoint.outcomes.iter().enumerate();
            all.filter(|(_, used)| used.kind == OutcomeKind::Success)
        };
        let found = successes().find(|(_, used)| used.variant == variant);
        found.map(|(index, _)| index).ok_or_else(|| {
            let message = format!("`{}` has no success `{name}`", self.endpoint.name);
            let known = successes().map(|(_, used)| used.variant.plain());
            Box::new(
                Diagnostic::new(Code::UnknownReference, path.span, message).suggest(name, known),
            )
        })
    }

    fn outcome(&self, index: usize) -> Option<&Outcome> {
        match &self.endpoint.outcomes.get(index)?.outcome {
            OutcomeRef::Own(outcome) => Some(outcome),
            OutcomeRef::Shared(shared) => self.outcomes.get(*shared),
        }
    }

    /// The list that a path leads to, with the type of its elements.
    fn items(&self, outcome: usize, path: &Text) -> Checked<Access> {
        let mut access = self.in_outcome(outcome, path)?;
        match access.ty {
            Type::List(element) => {
                access.ty = *element;
                Ok(access)
            }
            _ => Err(misfit(path, "is no list").into()),
        }
    }

    /// What a path leads to, from an outcome on.
    fn in_outcome(&self, outcome: usize, path: &Text) -> Checked<Access> {
        let way = path.as_str().split_once('.').map(|(_, way)| way);
        let Some(outcome) = self.outcome(outcome) else {
            return Err(misfit(path, "can't be read").into());
        };
        lead(outcome, path, way, self.defs)
    }

    /// `method: POST` with `link: next`: a URL names what a GET asks for, and no more.
    fn urls_name_all(&self, pages: &spec::Pages) -> Checked<()> {
        if self.endpoint.method == spec::Method::Get {
            return Ok(());
        }
        Err(Box::new(
            Diagnostic::new(
                Code::ConflictingKeys,
                pages.span,
                "only the pages of a `GET` are asked for by their URLs",
            )
            .note("what else a request holds isn't in its URL"),
        ))
    }

    /// The member of the request that says where a page begins.
    fn into(&self, turn: &spec::Turn, path: &Text) -> Checked<Into> {
        let members: Vec<&Member> = self.endpoint.request.members().collect();
        let known = members.iter().filter(|member| member.is_field());
        let found = known.clone().find(|member| member.wire == path.value);
        let Some(member) = found else {
            let message = format!(
                "the request of `{}` has no member `{}`",
                self.endpoint.name, path.value
            );
            let known = known.map(|member| member.wire.as_str());
            return Err(Box::new(
                Diagnostic::new(Code::UnknownRequestMember, path.span, message)
                    .suggest(path.as_str(), known),
            ));
        };
        let (step, ty, _) = find(path, &member.wire, &[member])?;
        let is_cursor = matches!(turn.kind, spec::TurnKind::Cursor { .. });
        if !(is_integer(ty) || is_cursor && is_text(ty)) {
            let wanted = if is_cursor {
                "is neither text nor a whole number"
            } else {
                "is no whole number"
            };
            return Err(misfit(path, wanted).into());
        }
        Ok(Into {
            access: Access {
                steps: vec![step],
                ty: ty.clone(),
            },
            sent: match &member.send {
                Some(Literal::Number(digits)) => digits.parse().ok(),
                _ => None,
            },
        })
    }
}

/// Where the place of a page goes.
struct Into {
    access: Access,
    /// What is sent if the caller gives none.
    sent: Option<i64>,
}

/// An outcome that is a page.
struct Page<'e> {
    cx: &'e Cx<'e>,
    outcome: usize,
    name: &'e str,
}

impl Page<'_> {
    fn turn(
        &self,
        turn: &spec::Turn,
        items: &Access,
        into: Option<&Into>,
        report: &mut Report,
    ) -> Option<Turn> {
        match &turn.kind {
            spec::TurnKind::Link(relation) => {
                let turn = link(relation).map_err(|problem| report.push(*problem));
                turn.ok()
            }
            spec::TurnKind::Next(path) => {
                let fits = |ty: &Type| is_text(ty) || is_url(ty);
                self.value(path, fits, "is neither text nor a URL", report)
                    .map(Turn::Url)
            }
            spec::TurnKind::Cursor { next, more } => {
                let into = into?;
                let more_access = match more {
                    Some(path) => {
                        let wanted = |ty: &Type| matches!(ty, Type::Scalar(Scalar::Boolean(_)));
                        Some(self.value(path, wanted, "is no boolean", report))
                    }
                    None => None,
                };
                let turn = self.cursor(next, items, into, more_access.is_some());
                let turn = turn.map_err(|problem| report.push(*problem)).ok();
                let (next, of_last, add) = turn?;
                Some(Turn::Cursor {
                    next,
                    of_last,
                    add,
                    more: more_access.map_or(Some(None), |more| more.map(Some))?,
                })
            }
            spec::TurnKind::Page { first, total } => Some(Turn::Page {
                first: first
                    .as_ref()
                    .map_or(into?.sent.unwrap_or(1), |first| first.value),
                total: self.total(total.as_ref(), report)?,
            }),
            spec::TurnKind::Offset { total } => Some(Turn::Offset {
                total: self.total(total.as_ref(), report)?,
            }),
        }
    }

    /// Where a cursor stands; it fits the member that it is sent in.
    fn cursor(
        &self,
        cursor: &spec::Cursor,
        items: &Access,
        into: &Into,
        has_more: bool,
    ) -> Checked<(Access, bool, Option<i64>)> {
        let (path, access, add) = match cursor {
            spec::Cursor::Take(path) => (path, self.access(path)?, None),
            spec::Cursor::Last { path, add } => {
                let way = Some(path.as_str());
                let access = walk(path, Vec::new(), &items.ty, way, self.cx.defs)?;
                (path, access, add.as_ref())
            }
        };
        let of_last = matches!(cursor, spec::Cursor::Last { .. });
        if !(is_text(&access.ty) || is_integer(&access.ty)) {
            return Err(misfit(path, "is neither text nor a whole number").into());
        }
        if is_text(&access.ty) && is_integer(&into.access.ty) {
            return Err(misfit(path, "is text, and is sent as a number").into());
        }
        if let Some(add) = add.filter(|_| is_text(&access.ty)) {
            return Err(Box::new(
                misfit(path, "is text").also(add.span, "only numbers can be added to"),
            ));
        }
        let ends = access
            .steps
            .iter()
            .any(|step| step.optional || step.nullable);
        if !(ends || of_last || has_more || is_text(&access.ty)) {
            return Err(Box::new(
                misfit(path, "is always there, so that no page is the last")
                    .help("mark it with `?` or `| null`, or name a boolean with `more`"),
            ));
        }
        Ok((access, of_last, add.map(|add| add.value)))
    }

    /// The number under `total`; the outer `None` if it was refused.
    fn total(&self, path: Option<&Text>, report: &mut Report) -> Option<Option<Access>> {
        path.map_or(Some(None), |path| {
            self.value(path, is_integer, "is no whole number", report)
                .map(Some)
        })
    }

    fn value(
        &self,
        path: &Text,
        fits: impl Fn(&Type) -> bool,
        otherwise: &str,
        report: &mut Report,
    ) -> Option<Access> {
        let access = self.access(path).and_then(|access| {
            if fits(&access.ty) {
                Ok(access)
            } else {
                Err(misfit(path, otherwise).into())
            }
        });
        access.map_err(|problem| report.push(*problem)).ok()
    }

    /// What a path of the same outcome leads to.
    fn access(&self, path: &Text) -> Checked<Access> {
        if first_part(path) != self.name {
            let message = format!(
                "`{}` is not in the page, which is `{}`",
                path.value, self.name
            );
            return Err(Box::new(
                Diagnostic::new(Code::UnknownReference, path.span, message)
                    .help(format!("write `{}.member`", self.name)),
            ));
        }
        self.cx.in_outcome(self.outcome, path)
    }
}

/// `link: next`: a relation is one word (RFC 8288 section 3.3).
fn link(relation: &Text) -> Checked<Turn> {
    let is_word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_word(&relation.value) || relation.value.contains(['"', ',', ';']) {
        return Err(Box::new(
            Diagnostic::new(
                Code::InvalidValue,
                relation.span,
                format!("`{}` is no relation of a link", relation.value),
            )
            .help("write the word that stands behind `rel=` in the `Link` header: `next`"),
        ));
    }
    Ok(Turn::Link {
        relation: relation.value.clone(),
    })
}

fn first_part(path: &Text) -> &str {
    path.value.split('.').next().unwrap_or_default()
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::String))
}

fn is_url(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Spelt(Spelt::Url)))
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Integer(_)))
}

//! Code of every shape.
use ::docwright as rt;
pub use some::{One, Two};
use other::{First, Fourth, Second, Third, Fifth, Sixth, Seventh, Eighth, Ninth, Tenth, Eleventh, some};
/// A struct.
///
/// # Errors
#[derive(Debug, Clone, PartialEq)]
#[must_use = "it is of use"]
#[cfg(feature = "some")]
pub struct Some<'a, T: Clone + 'a> where T: Copy {
    /// A member.
    pub some: Option<Vec<T>>,
    pub(crate) other: &'a [::std::collections::BTreeMap<String, Option<some::Value>>],
    #[expect(deprecated, reason = "others still send it")]
    map: fn(&T, u8) -> Result<T, Box<dyn Error + Send + Sync>>,
    tuple: (u8, some::Value),
    single: (u8,),
    array: [u8; 4],
}
pub struct Unit;
struct Wrapped(pub some::Value, [u8; 2]);
pub enum Variants {
    Plain,
    Held(Box<some::Value>),
    Two(some::First, some::Second),
    Named { some: u8, other: some::Value },
    Numbered = 4,
}
pub type Alias = some::Value<'static, u8>;
const NUMBER: u8 = 4;
pub const TABLE: &[some::Entry<'static>] = &[some::Entry { name: "a", number: 1, ..some::Entry::DEFAULT }, some::Entry { name: "b" }];
static SOME: some::Value = some::Value::new("text", &[1, 2, 3], [b'a', b'b'], None);
const NUMBERS: [u16; 30] = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129];
pub mod some;
mod inner {
    pub fn nothing() {}
}
rt::call!(a, b.c, matches!(x, Y | Z));
impl some::Trait for Some<'_, u8> {
    type Response = some::Value;
    const INFO: some::Info = some::Info { name: "some", method: some::Method::GET, auth: Some(&super::TOKEN) };
    rt::methods!();
    /// A function.
    #[must_use]
    fn encode(&self, some: &mut some::Request<'_>, mut other: impl Into<String>) -> Result<(), some::Error> {
        let first = self.some;
        let second: Option<&str> = some.other.as_deref().map(|value| value.trim()).filter(|value| !value.is_empty() && value.len() < 4);
        let Some(third) = some.third else { return Err(some::Error::missing("third")); };
        let (a, b) = (1, some.b);
        let mut list = Vec::with_capacity(4);
        if let Some(value) = &self.other {
            some.text("name", value)?;
        }
        if a == b && !self.is_some() || some.c() != 4 { some.go(); } else if a < 3 { some.stop() } else { some.wait(a)?; }
        let x = if a { b } else { c };
        let long = if some.condition_that_is_long(some.argument) { some.value_that_is_long(1) } else { some.other_value(2) };
        for (key, value) in &self.map { some.pair(key, value); }
        while let Some(next) = some.next()? { list.push(next); }
        loop { break; }
        'outer: loop { if some.done() { break 'outer; } else { continue 'outer; } }
        match some.kind {
            Kind::A => some.a(),
            Kind::B { x, .. } if x > 4 => { some.b(x) }
            Kind::C(value) | Kind::D(value) => { let y = value; some.c(y); }
            Kind::E => {}
            Kind::F => (),
            Kind::G => return Ok(()),
            200..=299 | 304 => some.ok(),
            "a" | "b" => None,
            'x' | 'y' | _ => some.call_that_has_many_arguments(first_argument, second_argument, third_argument),
            Kind::H => match some { A => 1, B => 2 },
            Kind::I => { if some { 1 } else { 2 } }
            Kind::J => some.x = 4,
            Kind::K => json.object(|json| { json.name("some"); json.value(4); }),
            Kind::L => some.first().second(1).third(|x| x + some.value).fourth::<some::Type>().fifth()?.sixth,
            [first, .., last] => [first, last],
            &x => -1,
            (a, _) => some.pair(&mut a)
        };
        let value = match some.get("name") { Some(value) => value, None => return Err(some::Error::new()) };
        let closure = move |x: u8, (y, z)| x as u64 + y * z - 4;
        let none = || some.nothing();
        let typed = |x: &u8| -> Result<u8, Error> { Ok(*x) };
        let all = some.iter().map(|(name, value)| (name.clone(), value.number.checked_add(1))).collect::<Result<Vec<_>, _>>()?;
        let called = function(some, &other, [1, 2], |reader| { reader.skip()?; Ok(()) }, Value { a, b: 4 });
        let only = function(|reader| some.value(reader));
        let wrapped = Some(Value { a, b: some.c, ..Value::default() });
        let nested = Some(some::List(vec![some::Item { name: "text".to_owned(), value: Some(4) }]));
        let range = &text[..4];
        let other_range = &text[a + 1..b];
        let indexed = some.list[4].name[0];
        let text = <some::Value as some::Trait>::decode(reply).ok()?;
        let generic = some::function::<u8, _>(1);
        let tuple = (some.first.value_of_it(), some.second.value_of_it(), some.third.value_of_it());
        let repeated = [0; 4];
        let paren = (a + b) * c;
        let assigned = a && (b || c) && some.value_that_is_long_enough() && some.other_value_that_is_long();
        let cast = some.value as usize;
        x.y(|z| { z.go(); });
        x.y(some.argument_that_is_long_enough, some.other_argument_that_is_long, some.third).z();
        json.name("some")?;
        some.counter += 1;
        *some.target = some.value_that_is_quite_long(some.argument) + some.other_value_that_is_long;
        self.0.first().second();
        let moment = { let a = 1; a + 2 };
        let unit = ();
        let reference = &mut some.value;
        let negated = !some.is_empty();
        if let Some(a) = some.a && let Some(b) = &some.b && a.is_value_that_is_long_enough(b) && b.is_other { some.go() }
        if some.condition_is_a_call_that_is_so_long(some.first_argument, some.second_argument, 4) { some.go() }
        if matches!(some.kind, Some(Kind::A | Kind::B { .. }) if x) { return Some(some); }
        some.outcome_of(&[Some("name"), None], OUTCOMES, &mut |reader| some::Value::decode(reader).map(Response::A))
    }
    pub async fn call(self, key: &'a str) -> some::Call<'_, Self::Response, some::First, some::Second, some::Third> where Self: Sized { self.client.call(self) }
    const fn short(&'a mut self) -> u8 { 4 }
}
impl<T> From<T> for some::ErrorThatHasQuiteALongName<some::Argument> where T: Into<String> + Send + Sync, Self: Sized { fn from(value: T) -> Self { Self(value.into()) } }
pub fn returns(a: u8) -> impl Iterator<Item = (String, some::Value)> + Send + 'static { std::iter::empty() }
pub trait Does: Send + Sync { fn it(&self) -> u8; fn that(&self) { self.it(); } }

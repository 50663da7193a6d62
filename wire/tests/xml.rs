//! Reading XML: what is taken, what is refused, and where.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

use docwright_wire::xml::{ATTRIBUTE_LIMIT, DEPTH_LIMIT, Document, Reader, push, put, required};
use docwright_wire::{Fault, Literal, Problem, text, xml};

const ROOT: Document<'static> = Document {
    root: "r",
    namespaces: &[],
};

const ORDERS: Document<'static> = Document {
    root: "s:Envelope",
    namespaces: &[("s", "urn:envelope"), ("o", "urn:orders")],
};

fn read<T>(
    text: &str,
    document: Document<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut xml = Reader::new(text, document)?;
    let value = read(&mut xml)?;
    xml.finish()?;
    Ok(value)
}

/// Every member with its text.
fn members(xml: &mut Reader<'_>) -> Result<String, Fault> {
    let mut shown = String::new();
    let mut members = xml.members()?;
    while let Some(name) = members.next(xml)? {
        shown.push_str(&format!("{name}={};", xml.string()?));
    }
    Ok(shown)
}

fn shown(text: &str) -> String {
    read(text, ROOT, members).unwrap()
}

fn fault(text: &str) -> String {
    match read(text, ROOT, members) {
        Ok(shown) => panic!("{shown}"),
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn members_are_attributes_children_and_text() {
    assert_eq!(
        shown("<r a='1' b=\"x\"><c>2</c><d/></r>"),
        "@a=1;@b=x;c=2;d=;"
    );
    assert_eq!(shown("<r a='1'>text</r>"), "@a=1;#text=text;");
    assert_eq!(shown("<r> one <c/> two </r>"), "c=;#text=one  two;");
    assert_eq!(shown("<r>\n</r>"), "");
}

#[test]
fn names_are_local_and_declarations_no_members() {
    let text = "<p:r xmlns:p='urn:p' xmlns='urn:q' p:id='1'><p:c>2</p:c><c>3</c></p:r>";
    assert_eq!(shown(text), "@xmlns=urn:q;@p:id=1;c=2;c=3;");
}

#[test]
fn qualified_names_go_by_their_namespace() {
    let text = "<e:Envelope xmlns:e='urn:envelope'><Body xmlns='urn:orders'><id>1</id><id xmlns=''>2</id></Body></e:Envelope>";
    let ids = read(text, ORDERS, |xml| {
        let mut ids = Vec::new();
        let mut members = xml.qualified_members(&["o:Body"])?;
        assert_eq!(members.next(xml)?, Some("o:Body"));
        let mut body = xml.qualified_members(&["o:id"])?;
        while let Some(name) = body.next(xml)? {
            ids.push(format!("{name}={}", xml.string()?));
        }
        assert_eq!(members.next(xml)?, None);
        Ok(ids)
    });
    assert_eq!(ids.unwrap(), ["@xmlns=urn:orders", "o:id=1", "id=2"]);
    assert_eq!(ORDERS.begins(text), Some(true));
    assert_eq!(
        ORDERS.begins("<s:Envelope xmlns:s='urn:other'/>"),
        Some(false)
    );
    assert_eq!(ORDERS.begins("<?xml version='1.0'?><s:Envel"), None);
}

#[test]
fn qualified_attributes_go_by_their_namespace() {
    let names = |text: &'static str| {
        read(text, ORDERS, |xml| {
            let mut found = Vec::new();
            let mut members = xml.qualified_members(&["@o:id", "@xml:lang"])?;
            while let Some(name) = members.next(xml)? {
                found.push(name.to_owned());
                xml.skip()?;
            }
            Ok(found)
        })
    };
    assert_eq!(
        names(
            "<Envelope xmlns='urn:envelope' id='1' x:id='2' xmlns:x='urn:orders' xml:lang='en'/>"
        )
        .unwrap(),
        ["@xmlns", "@id", "@o:id", "@xml:lang"]
    );
}

#[test]
fn references_sections_and_comments_are_resolved() {
    assert_eq!(
        shown(
            "<!DOCTYPE r SYSTEM 'x.dtd'><?go on?><r a='&lt;&#x41;\n'>&amp;a<![CDATA[<b>&amp;]]><!-- no -->&#233;\r\n</r>"
        ),
        "@a=<A ;#text=&a<b>&amp;é\n;"
    );
}

#[test]
fn other_entities_are_refused() {
    let bomb =
        "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><r>&a;&f;</r>";
    assert_eq!(
        fault(bomb),
        "expected a reference to a character, or to `amp`, `lt`, `gt`, `quot` or `apos` at byte 75"
    );
    for text in [
        "<r a='&f;'/>",
        "<r>&#0;</r>",
        "<r>&#xD800;</r>",
        "<r>&nbsp;</r>",
        "<r>&#1;</r>",
    ] {
        assert!(fault(text).starts_with("expected a reference"), "{text}");
    }
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    for (text, message) in [
        ("", "is empty"),
        (" \n", "is empty"),
        ("<r", "ends too early, at byte 2"),
        ("<r><a>", "ends too early, at byte 6"),
        ("<r><a>1</a>", "ends too early, at byte 11"),
        ("<r a='1", "ends too early, at byte 7"),
        ("<r></r><r/>", "more follows after the value, at byte 7"),
        ("<r/>text", "more follows after the value, at byte 4"),
        ("text<r/>", "expected an element at byte 0"),
        (
            "<r><a></b></r>",
            "expected the end of the innermost element at byte 6",
        ),
        (
            "<r a='1' a='2'/>",
            "expected attributes as `name=\"value\"`, each once at byte 0",
        ),
        (
            "<r a=1/>",
            "expected attributes as `name=\"value\"`, each once at byte 0",
        ),
        (
            "<r>a & b</r>",
            "expected `&amp;`, or `;` behind `&…` at byte 5",
        ),
        ("<other/>", "expected the documented root element at byte 0"),
        (
            "<r><c><d/></c></r>",
            "expected text without elements at byte 6",
        ),
    ] {
        assert_eq!(fault(text), message, "{text}");
    }
}

#[test]
fn depth_attributes_and_namespaces_are_bounded() {
    let deep = |depth: usize| format!("<r>{}{}</r>", "<a>".repeat(depth), "</a>".repeat(depth));
    let skip = |text: &str| read(text, ROOT, |xml| xml.skip());
    assert_eq!(skip(&deep(DEPTH_LIMIT - 1)), Ok(()));
    assert_eq!(
        skip(&deep(DEPTH_LIMIT)).unwrap_err().problem(),
        Problem::TooDeep { limit: DEPTH_LIMIT }
    );
    let wide = |count: usize| {
        let attributes: String = (0..count).map(|index| format!(" a{index}='1'")).collect();
        format!("<r><a{attributes}/></r>")
    };
    assert_eq!(skip(&wide(ATTRIBUTE_LIMIT)), Ok(()));
    assert!(matches!(
        skip(&wide(ATTRIBUTE_LIMIT + 1)).unwrap_err().problem(),
        Problem::TooMany { .. }
    ));
}

#[test]
fn the_encoding_is_found() {
    let declared = |name: &str| format!("<?xml version='1.0' encoding=\"{name}\"?><r>");
    let body = |name: &str, text: &[u8]| [declared(name).as_bytes(), text].concat();
    let latin1 = body("ISO-8859-1", b"caf\xE9</r>");
    assert!(xml::text(&latin1, None).unwrap().ends_with("café</r>"));
    assert!(xml::text(&latin1, Some("text/xml; charset=utf-8")).is_err());
    let utf8 = body("utf-8", "café</r>".as_bytes());
    assert!(xml::text(&utf8, None).unwrap().ends_with("café</r>"));
    let marked = [&b"\xEF\xBB\xBF"[..], "<r>é</r>".as_bytes()].concat();
    assert_eq!(
        xml::text(&marked, Some("text/xml;charset=latin1")).unwrap(),
        "<r>é</r>"
    );
    assert!(xml::text(&body("UTF-16", b"</r>"), None).is_err());
    assert!(xml::text(b"<r>\xE9</r>", None).is_err());
}

#[test]
fn the_declaration_of_latin1_is_no_fault_of_its_text() {
    assert_eq!(
        shown("<?xml version='1.0' encoding='ISO-8859-1'?><r>é</r>"),
        "#text=é;"
    );
}

#[test]
fn empty_elements_may_be_null() {
    let due = |text: &'static str| {
        read(text, ROOT, |xml| {
            let mut due = None;
            let mut members = xml.members()?;
            while let Some(name) = members.next(xml)? {
                match name {
                    "due" => put(&mut due, "due", xml.nullable(|xml| xml.text(text::integer)))?,
                    _ => xml.skip()?,
                }
            }
            required(due, "due")
        })
    };
    for text in [
        "<r><due/></r>",
        "<r><due></due></r>",
        "<r><due>\n </due></r>",
        "<r xmlns:x='urn:x'><due x:nil='true'/></r>",
    ] {
        assert_eq!(due(text), Ok(None), "{text}");
    }
    assert_eq!(due("<r><due> 7 </due></r>"), Ok(Some(7)));
    assert_eq!(due("<r/>").unwrap_err().to_string(), "`due`: is missing");
    assert_eq!(
        due("<r><due/><due/></r>").unwrap_err().to_string(),
        "`due`: stands there twice"
    );
    assert_eq!(
        due("<r><due>x</due></r>").unwrap_err().to_string(),
        "`due`: expected integer, found other text"
    );
}

#[test]
fn a_fault_in_a_list_has_its_number() {
    let read = read("<r><n>1</n><n>x</n></r>", ROOT, |xml| {
        let mut list = None;
        let mut members = xml.members()?;
        while members.next(xml)?.is_some() {
            push(
                &mut list,
                "n",
                xml.text(text::constant(Literal::Number("1"), false)),
            )?;
        }
        Ok(list)
    });
    assert_eq!(
        read.unwrap_err().to_string(),
        "`n[1]`: differs from the documented constant"
    );
}

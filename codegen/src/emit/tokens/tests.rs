use super::{Ident, Kind, Literal, TokenStream, quote};

fn kinds(tokens: &TokenStream) -> Vec<Kind> {
    tokens.iter().map(|(kind, _)| kind).collect()
}

#[test]
fn code_is_tokens() {
    let tokens =
        quote!(impl A<'a> { fn b(&self) -> Option<Vec<u8>> { self.c[1] != "x" && 'y' == b'z' } });
    assert_eq!(
        tokens.to_string(),
        "impl A < 'a > { fn b ( & self ) -> Option < Vec < u8 >> { self . c [ 1 ] != \"x\" && 'y' == b'z' } }"
    );
    let quoted = kinds(&quote!(a 'a 'b' "c" b"d" r"e" 1 :: ( )));
    assert_eq!(
        quoted,
        [
            Kind::Word,
            Kind::Lifetime,
            Kind::Literal,
            Kind::Literal,
            Kind::Literal,
            Kind::Literal,
            Kind::Literal,
            Kind::Punct,
            Kind::Open,
            Kind::Close,
        ]
    );
    assert!(quote!().is_empty());
}

#[test]
fn variables_are_put_in() {
    let (name, text, some, none) = (Ident::new("r#fn"), "a \"b\"", Some(true), None::<bool>);
    let inner = quote!(#name(#text));
    assert_eq!(
        quote!(#[a] { #inner, #some #none } #inner).to_string(),
        "# [ a ] { r#fn ( \"a \\\"b\\\"\" ) , true } r#fn ( \"a \\\"b\\\"\" )"
    );
}

#[test]
fn lists_are_put_in_one_after_the_other() {
    let names = ["a", "b"].map(Ident::new);
    let values = [1, 2, 3].into_iter().map(Literal::number);
    assert_eq!(quote!([#(#names),*] x).to_string(), "[ a , b ] x");
    assert_eq!(quote!(#({ #names })*).to_string(), "{ a } { b }");
    assert_eq!(
        quote!(#(let #names = #values;)* y).to_string(),
        "let a = 1 ; let b = 2 ; y"
    );
    let none: Vec<TokenStream> = Vec::new();
    assert!(quote!(#(#none,)*).is_empty());
    assert_eq!(quote!(#(#names)&&*).to_string(), "a && b");
}

/// The value of a literal as the compiler reads it.
fn read(literal: &TokenStream) -> String {
    match syn::parse_str(&literal.to_string()).unwrap() {
        syn::Lit::Str(text) => text.value(),
        _ => panic!("{literal} is no text"),
    }
}

#[test]
fn any_text_is_a_literal_that_reads_the_same() {
    for text in [
        "",
        "plain",
        "\"\\",
        "it's",
        "\0",
        "\x007",
        "a\r\n\tb",
        "\u{1b}\u{202e}\u{feff}\u{301}🦀",
    ] {
        let literal = quote!(#text);
        assert_eq!(read(&literal), text);
        assert_eq!(literal.len(), 1);
    }
    assert_eq!(quote!("x").len(), 1);
}

#[test]
fn bytes_are_literals() {
    let all: Vec<u8> = (0..=255).chain(*b"\x000").collect();
    let literal = Literal::byte_string(&all);
    let literal = quote!(#literal).to_string();
    let syn::Lit::ByteStr(read) = syn::parse_str(&literal).unwrap() else {
        panic!("{literal} is no byte string");
    };
    assert_eq!(read.value(), all);
    for byte in 0..=255 {
        let literal = Literal::byte(byte);
        let literal = quote!(#literal).to_string();
        let syn::Lit::Byte(read) = syn::parse_str(&literal).unwrap() else {
            panic!("{literal} is no byte");
        };
        assert_eq!(read.value(), byte);
    }
}

#[test]
fn a_number_below_zero_is_two_tokens() {
    let number = Literal::number(-4);
    assert_eq!(kinds(&quote!(#number)), [Kind::Punct, Kind::Literal]);
}

#[test]
fn a_doc_comment_holds_its_line_only() {
    let mut tokens = TokenStream::new();
    tokens.push_doc("a line");
    tokens.push_inner_doc("of the module");
    tokens.push_doc("/ a");
    tokens.push_doc("");
    let lines: Vec<_> = tokens.iter().collect();
    assert_eq!(
        lines,
        [
            (Kind::Doc, " a line"),
            (Kind::InnerDoc, " of the module"),
            (Kind::Doc, " / a"),
            (Kind::Doc, "")
        ]
    );
    for line in ["a\nb", "a\rb"] {
        let mut tokens = TokenStream::new();
        tokens.push_doc(line);
        let literal: TokenStream = tokens.part(4, 5);
        assert_eq!(read(&literal), format!(" {line}"));
        assert_eq!(tokens.len(), 6);
    }
}

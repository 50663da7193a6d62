//! Writes progenitor's client of an OpenAPI document: its defaults, which are the positional interface.
//!
//! `progenitor-generate DOCUMENT FILE`

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let document = arguments.next().ok_or("no document")?;
    let file = arguments.next().ok_or("no file")?;
    let document = serde_json::from_reader(std::fs::File::open(document)?)?;
    let tokens = progenitor::Generator::default().generate_tokens(&document)?;
    std::fs::write(file, prettyplease::unparse(&syn::parse2(tokens)?))?;
    Ok(())
}

//! Generates the client.

use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=shop.json");
    let document = serde_json::from_reader(fs::File::open("shop.json")?)?;
    let tokens = progenitor::Generator::default().generate_tokens(&document)?;
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    Ok(fs::write(Path::new(&out).join("client.rs"), text)?)
}

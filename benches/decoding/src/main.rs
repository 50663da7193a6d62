//! Runs one case so many times, for a tool that counts instructions, or prints types for the
//! compiler: `decoding count WAY PAYLOAD BYTES TIMES`, `decoding types WAY FILE`, `decoding ways`.

use std::error::Error;
use std::hint::black_box;
use std::io::Write as _;

use docwright_decoding::payload::payload;
use docwright_decoding::{WAYS, decoder};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["ways"] => {
            let names = WAYS.map(|(name, _)| name);
            writeln!(std::io::stdout(), "{}", names.join("\n"))?;
        }
        ["types", way, file] => {
            let types = WAYS.iter().find(|(name, _)| *name == way);
            std::fs::write(file, types.ok_or("no such way")?.1)?;
        }
        ["count", way, name, bytes, times] => {
            let decode = decoder(way, name).ok_or("no such decoder")?;
            let text = payload(name, bytes.parse()?);
            for _ in 0..times.parse::<u64>()? {
                black_box(decode(black_box(text.as_bytes()))?);
            }
        }
        _ => {
            return Err(
                "usage: decoding ways | types WAY FILE | count WAY PAYLOAD BYTES TIMES".into(),
            );
        }
    }
    Ok(())
}

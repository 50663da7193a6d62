//! Codings of the content.

use docwright_runtime::ErrorKind::{Interrupted, Malformed, Undocumented};

use crate::gzip;
use crate::script::{Act, GOOD, answer};
use crate::shop::End;
use crate::table::Table;

#[tokio::test]
async fn encoding() {
    let mut table = Table::of("encoding");
    table.each("F59", || coded("gzip", GOOD), Malformed).await;
    let whole = gzip::stored(GOOD);
    let cut = whole.get(..whole.len() - 12).expect("most of it");
    table.each("F60", || coded("gzip", cut), Interrupted).await;
    // An empty block of brotli, as good as any other.
    table
        .each("F61", || coded("br", b"\x3B"), Undocumented)
        .await;
    table.each("F61", || coded("br", GOOD), Undocumented).await;
    table.each("F62", || coded("gzip", &whole), End::Ok).await;
    table.finish();
}

fn coded(coding: &str, body: impl AsRef<[u8]>) -> Act {
    answer("200 OK", &format!("content-encoding: {coding}\r\n"), body)
}

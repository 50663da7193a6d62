//! Bodies without measure.

use docwright_runtime::ErrorKind::TooLarge;

use crate::gzip;
use crate::script::{Act, Script, Step, head, raw};
use crate::server::Server;
use crate::shop::{Via, call, client};
use crate::table::{Table, holds, is_end};

pub(crate) const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn size() {
    let mut table = Table::of("size");
    // Not a byte of the body ever comes.
    let declared = || raw(head("200 OK", "content-length: 1073741824\r\n")).then(Step::Wait);
    table.each("F56", declared, TooLarge).await;
    table.each("F57", endless, TooLarge).await;
    table
        .case("F57", "get, what is read", reads_no_more(endless()))
        .await;
    let bomb = gzip::zeros(200 * MIB);
    let bomb = || {
        let headers = format!(
            "content-encoding: gzip\r\ncontent-length: {}\r\n",
            bomb.len()
        );
        raw(head("200 OK", &headers)).then(Step::Write(bomb.clone()))
    };
    table.each("F58", bomb, TooLarge).await;
    #[cfg(target_os = "linux")]
    {
        use crate::memory::{of_a_body, of_a_download};

        let name = "get, its memory";
        table.case("F56", name, of_a_body(flood())).await;
        table.case("F57", name, of_a_body(endless())).await;
        table.case("F58", name, of_a_body(bomb())).await;
        let name = "a download, its memory";
        table.case("F57", name, of_a_download(endless())).await;
        table.case("F58", name, of_a_download(bomb())).await;
    }
    table.finish();
}

/// 1 GiB, as the head says, whether anyone reads it or not.
fn flood() -> Act {
    let headers = "content-length: 1073741824\r\n";
    let piece = vec![b'x'; 0x10000];
    raw(head("200 OK", headers)).then(Step::Repeat(piece, 16_384))
}

/// 256 MiB in chunks, far beyond every limit.
fn endless() -> Act {
    let chunk = [b"10000\r\n", [b'x'; 0x10000].as_slice(), b"\r\n"].concat();
    raw(head("200 OK", "transfer-encoding: chunked\r\n")).then(Step::Repeat(chunk, 4096))
}

/// Little is taken beyond the limit of 8 MiB: what the system keeps on its way.
async fn reads_no_more(script: impl Into<Script>) -> Result<(), String> {
    let server = Server::start(script);
    is_end(&call(&client(&server), Via::Get).await, TooLarge)?;
    server.until(|seen| seen.ended == 1).await?;
    let written = server.written();
    holds(written < 24 * MIB, || format!("{written} bytes were taken"))
}

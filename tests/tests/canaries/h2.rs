//! A server of HTTP/2 that repeats the head of each request.

use bytes::Bytes;
use docwright_runtime::http::Response;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// It runs until it is dropped.
pub(crate) struct Echo {
    url: String,
    running: JoinHandle<()>,
}

impl Echo {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    // A client that has gone is as good as the end.
                    let _ = serve(stream).await;
                });
            }
        });
        Self { url, running }
    }

    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn serve(stream: TcpStream) -> Result<(), ::h2::Error> {
    let mut connection = ::h2::server::handshake(stream).await?;
    while let Some(next) = connection.accept().await {
        let (request, mut answer) = next?;
        let mut text = request.uri().to_string();
        for (name, value) in request.headers() {
            text.push_str(&format!(
                "\n{name}: {}",
                String::from_utf8_lossy(value.as_bytes())
            ));
        }
        let response = Response::builder().status(500).header("x-echo", "it is");
        let response = response.body(()).expect("a response");
        let mut body = answer.send_response(response, false)?;
        body.send_data(Bytes::from(text), true)?;
    }
    Ok(())
}

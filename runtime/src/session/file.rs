//! Sessions in a file that its owner alone can read.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use docwright_wire::Fault;
use docwright_wire::json::{Reader, Writer};

use super::{Session, SessionKey, SessionStore, Storing};
use crate::Secret;

/// Keeps sessions in a file, so that processes share them and the next start goes on with them.
///
/// The file is JSON. On Unix it is made for its owner alone (mode 0600), and one that others can read is
/// refused; elsewhere it has the rights of its folder. It is replaced as a whole, so that nobody reads
/// half of one: of two processes that write at the same moment one wins, which costs a login at most.
/// Clients of different accounts need files of their own.
pub struct SessionFile {
    path: PathBuf,
    /// Held while the file is changed.
    writing: Mutex<()>,
}

type Failure = Box<dyn Error + Send + Sync>;
type All = BTreeMap<String, Session>;

impl SessionFile {
    /// The file at this path. It is made when there is a session to keep, in a folder that is there.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            writing: Mutex::default(),
        }
    }

    fn read(&self) -> Result<All, Failure> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(All::new()),
            Err(error) => return Err(self.failed("can't be read", &error)),
        };
        is_private(&self.path).map_err(|error| self.failed("is refused", &error))?;
        read_all(&bytes).map_err(|fault| self.failed("is no file of sessions", &fault))
    }

    fn change(&self, change: impl FnOnce(&mut All)) -> Result<(), Failure> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.read()?;
        change(&mut all);
        let bytes = write_all(&all).map_err(|fault| self.failed("can't be written", &fault))?;
        self.replace(&bytes)
            .map_err(|error| self.failed("can't be written", &error))
    }

    /// Writes beside the file, and puts that in its place.
    fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let mut beside = self.path.clone().into_os_string();
        beside.push(format!(".{}.new", std::process::id()));
        let beside = PathBuf::from(beside);
        let written = private(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        let replaced = written.and_then(|()| fs::rename(&beside, &self.path));
        replaced.inspect_err(|_| {
            // What failed is told; the rest of it is in nobody's way.
            let _ = fs::remove_file(&beside);
        })
    }

    fn failed(&self, what: &str, error: &dyn fmt::Display) -> Failure {
        format!("`{}` {what}: {error}", self.path.display()).into()
    }
}

impl SessionStore for SessionFile {
    fn load<'a>(&'a self, key: &'a SessionKey) -> Storing<'a, Option<Session>> {
        Box::pin(async move { Ok(self.read()?.remove(&key.to_string())) })
    }

    fn save<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()> {
        Box::pin(async move {
            self.change(|all| {
                all.insert(key.to_string(), session.clone());
            })
        })
    }

    fn remove<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()> {
        Box::pin(async move {
            let key = key.to_string();
            let is_same = |kept: &Session| kept.is(&session.credentials);
            if self.read()?.get(&key).is_some_and(is_same) {
                self.change(|all| {
                    all.remove(&key);
                })?;
            }
            Ok(())
        })
    }
}

impl fmt::Debug for SessionFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionFile").field(&self.path).finish()
    }
}

/// A new file for its owner alone, in the place of one that was left behind.
fn private(path: &Path) -> io::Result<fs::File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => (),
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Refuses a file that others can read.
#[cfg(unix)]
fn is_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let message = format!(
        "others can read it (mode {:o}): take that away with `chmod 600`",
        mode & 0o777
    );
    Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> io::Result<()> {
    Ok(())
}

fn write_all(all: &All) -> Result<Vec<u8>, Fault> {
    let mut json = Writer::new();
    json.begin_object();
    for (key, session) in all {
        json.key(key);
        json.begin_object();
        json.key("credentials");
        json.begin_list();
        for credential in &session.credentials {
            json.string(credential.expose());
        }
        json.end_list();
        if let Some(refresh) = &session.refresh {
            json.key("refresh_token");
            json.string(refresh.expose());
        }
        let since = session.expires_at;
        let since = since.and_then(|end| end.duration_since(SystemTime::UNIX_EPOCH).ok());
        if let Some(seconds) = since.and_then(|since| i64::try_from(since.as_secs()).ok()) {
            json.key("expires_at");
            json.integer(seconds);
        }
        json.end_object();
    }
    json.end_object();
    json.finish()
}

fn read_all(bytes: &[u8]) -> Result<All, Fault> {
    let mut json = Reader::new(bytes)?;
    let mut all = All::new();
    let mut sessions = json.object()?;
    while let Some(key) = sessions.next(&mut json)? {
        let key = key.to_owned();
        all.insert(key, read_session(&mut json)?);
    }
    json.finish()?;
    Ok(all)
}

fn read_session(json: &mut Reader<'_>) -> Result<Session, Fault> {
    let mut session = Session::new([]);
    let mut members = json.object()?;
    while let Some(member) = members.next(json)? {
        match member {
            "credentials" => {
                session.credentials = json
                    .list(Reader::string)?
                    .into_iter()
                    .map(Secret::from)
                    .collect()
            }
            "refresh_token" => session.refresh = Some(Secret::from(json.string()?)),
            "expires_at" => {
                let seconds = u64::try_from(json.integer()?).unwrap_or_default();
                session.expires_at =
                    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
            }
            _ => json.skip()?,
        }
    }
    Ok(session)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(scheme: &'static str) -> SessionKey {
        SessionKey::new("shop", scheme, "https://shop.example")
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[tokio::test]
    async fn another_process_reads_what_was_saved() {
        let folder = folder();
        let path = folder.path().join("sessions.json");
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1_900_000_000);
        let session = Session::new(["user \"1\"".into(), Secret::from("t\u{f6}ken")])
            .expiring_at(end)
            .with_refresh_token(Secret::from("refresh"));
        SessionFile::new(&path)
            .save(&key("a"), &session)
            .await
            .unwrap();
        let other = SessionFile::new(&path);
        other
            .save(&key("b"), &Session::new([Secret::from("b")]))
            .await
            .unwrap();
        let read = other.load(&key("a")).await.unwrap().unwrap();
        assert!(read.is(session.credentials()));
        assert_eq!(read.expires_at(), Some(end));
        assert_eq!(read.refresh_token().map(Secret::expose), Some("refresh"));
        let older = Session::new([Secret::from("older")]);
        other.remove(&key("b"), &older).await.unwrap();
        assert!(other.load(&key("b")).await.unwrap().is_some());
        other.remove(&key("a"), &read).await.unwrap();
        assert!(other.load(&key("a")).await.unwrap().is_none());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = folder();
        let path = folder.path().join("sessions.json");
        let file = SessionFile::new(&path);
        file.save(&key("a"), &Session::new([Secret::from("token")]))
            .await
            .unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = file.load(&key("a")).await.unwrap_err().to_string();
        assert!(
            refused.contains("mode 640") && refused.contains("chmod 600"),
            "{refused}"
        );
        assert!(!refused.contains("token"), "{refused}");
    }

    #[tokio::test]
    async fn what_is_no_file_of_sessions_is_refused_and_stays() {
        let folder = folder();
        let path = folder.path().join("sessions.json");
        private(&path).unwrap().write_all(b"{\"a\": 1}").unwrap();
        let file = SessionFile::new(&path);
        let refused = file.load(&key("a")).await.unwrap_err().to_string();
        assert!(refused.contains("is no file of sessions"), "{refused}");
        let session = Session::new([Secret::from("token")]);
        assert!(file.save(&key("a"), &session).await.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"{\"a\": 1}");
    }
}

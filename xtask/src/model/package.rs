//! A wheel and the files of the pipeline in it.

use std::io::{Cursor, Read};
use std::path::Path;

use rmpv::Value as Raw;
use sha2::{Digest, Sha256};

use super::Result;

/// An opened wheel.
pub struct Package {
    pub file_name: String,
    pub sha256: String,
    archive: std::cell::RefCell<zip::ZipArchive<Cursor<Vec<u8>>>>,
    /// Folder of the pipeline inside the wheel, with a slash at its end.
    root: String,
}

impl Package {
    pub fn open(wheel: &Path) -> Result<Self> {
        let bytes = std::fs::read(wheel).map_err(|error| format!("{}: {error}", wheel.display()))?;
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let archive = zip::ZipArchive::new(Cursor::new(bytes))?;
        let config = archive
            .file_names()
            .find(|name| name.ends_with("/config.cfg"))
            .ok_or("the wheel holds no spaCy pipeline (no config.cfg)")?;
        let root = config.trim_end_matches("config.cfg").to_owned();
        let file_name = wheel.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        Ok(Self { file_name, sha256, archive: archive.into(), root })
    }

    pub fn has(&self, path: &str) -> bool {
        self.archive.borrow().index_for_name(&format!("{}{path}", self.root)).is_some()
    }

    pub fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        let mut archive = self.archive.borrow_mut();
        let mut file =
            archive.by_name(&format!("{}{path}", self.root)).map_err(|error| format!("{path}: {error}"))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    pub fn json(&self, path: &str) -> Result<serde_json::Value> {
        Ok(serde_json::from_slice(&self.bytes(path)?)?)
    }

    pub fn msgpack(&self, path: &str) -> Result<Value> {
        Value::decode(&self.bytes(path)?)
    }
}

/// MessagePack data with plain accessors. Strings written as bytes are strings here too.
#[derive(Debug, Clone)]
pub enum Value {
    Nil,
    Bool(bool),
    Int(i64),
    Unsigned(u64),
    Float,
    Text(String),
    Bytes(Vec<u8>),
    Array(Vec<Value>),
    Map(Vec<(Value, Value)>),
}

impl Value {
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        let raw = rmpv::decode::read_value(&mut Cursor::new(bytes))?;
        Ok(Self::from_raw(raw))
    }

    fn from_raw(raw: Raw) -> Self {
        match raw {
            Raw::Nil | Raw::Ext(..) => Self::Nil,
            Raw::Boolean(flag) => Self::Bool(flag),
            Raw::Integer(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Self::Unsigned(number),
                (None, Some(number)) => Self::Int(number),
                (None, None) => Self::Nil,
            },
            Raw::F32(_) | Raw::F64(_) => Self::Float,
            Raw::String(text) => match text.into_str() {
                Some(text) => Self::Text(text),
                None => Self::Nil,
            },
            Raw::Binary(bytes) => Self::Bytes(bytes),
            Raw::Array(items) => Self::Array(items.into_iter().map(Self::from_raw).collect()),
            Raw::Map(entries) => Self::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| (Self::from_raw(key), Self::from_raw(value)))
                    .collect(),
            ),
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Text(text) => Some(text.as_bytes()),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Unsigned(number) => i64::try_from(*number).ok(),
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_usize(&self) -> Option<usize> {
        self.as_u64().and_then(|number| usize::try_from(number).ok())
    }

    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&[(Value, Value)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map()?.iter().find(|(name, _)| name.as_str() == Some(key)).map(|(_, value)| value)
    }

    pub fn get_u64(&self, key: u64) -> Option<&Value> {
        self.as_map()?.iter().find(|(name, _)| name.as_u64() == Some(key)).map(|(_, value)| value)
    }

    pub fn get_number(&self, key: u64) -> Option<&Value> {
        self.get_u64(key)
    }
}

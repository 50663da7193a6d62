//! How values are spelt on the wire: JSON, percent, form, properties, markup, dates, hashes. I/O-free.

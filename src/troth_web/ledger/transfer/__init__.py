"""The whole journal as files, and back again: JSON lines or Parquet, with every hash as it was."""

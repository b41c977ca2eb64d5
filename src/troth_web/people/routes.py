"""What has no row of its own: pages of one's own account, files, commands that open no ledger.

Everything else must say what it needs; `walk` finds what does not.
"""

#: Pages that anybody may open, by the name of their address, with the reason.
FOR_ANYBODY = {
    "account_login": "the door",
    "account_logout": "the way out",
    "account_signup": "says that people are invited",
    "account_inactive": "says that an account has ended",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "the link of that mail",
    "account_reset_password_from_key_done": "the link of that mail",
    "account_email_verification_sent": "a changed address",
    "account_confirm_email": "the link of that mail, which acts on POST",
    "account_confirm_login_code": "the door by a mailed code, which is shut",
    "mfa_authenticate": "the second step at the door",
    "mfa_trust": "the second step at the door",
    "mfa_login_webauthn": "the door, by passkey",
    "openid_connect_login": "the door, by another service",
    "openid_connect_callback": "the way back from it",
    "socialaccount_signup": "says that people are invited",
    "socialaccount_login_cancelled": "the way back from another service",
    "socialaccount_login_error": "the way back from another service",
    "desk_preferences": "colours and language of this browser, before the door too",
    "connectors_in": "a signature opens it, as other systems have no key",
    "people_accept": "the link of an invitation, which acts on POST",
    "desk_hatch": "the secret in its address opens it, and it changes nothing",
    "desk_hatch_answer": "the secret in its address opens it, and only POST acts",
    "desk_hatch_duty": "the secret in its address opens it, and only POST acts",
    "desk_hatch_pdf": "the secret in its address opens it, and it changes nothing",
    "desk_hatch_note": "the secret in its address opens it, and only POST acts",
    "desk_hatch_file": "the secret in its address opens it, and it changes nothing",
    "feeds_calendar": "the secret in its address opens it, and it changes nothing",
    "metrics": "holds figures alone, for a token or this machine; it says no to everybody else",
    "notices_off": "the link of a notice, which acts on POST",
    "notices_on": "the way back from there, which acts on POST",
    "openapi-json": "describes the API and holds no data",
    "openapi-view": "describes the API and holds no data",
    "api-root": "describes the API and holds no data",
}

#: Pages of one's own account; whoever is signed in has one.
FOR_ONESELF = {
    "account_change_password",
    "account_email",
    "account_confirm_reauthentication_code",
    "account_reauthenticate",
    "account_request_reauthentication_code",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "people_me",
    "socialaccount_connections",
    "usersessions_list",
}

#: Commands of the core that read and write only the files they are given.
WITHOUT_LEDGER = {
    "ambition",
    "backtest",
    "check",
    "clock",
    "diff",
    "fmt",
    "guard",
    "history",
    "init",
    "inventory",
    # Each of its tools asks with the key of its caller, which decides.
    "mcp",
    "quote",
    "report",
    "rule",
    "schema",
    "warn",
}

#: Commands of the core that ask a server, which decides: the permission it looks at.
ASKING = {
    "may": "may.promise",
    "may-remind": "may.remind",
    "capture": "capture.mail",
    "connector add": "connectors.make",
    "connector list": "connectors.list",
    "connector change": "connectors.change",
    "connector rotate": "connectors.rotate",
    "connector remove": "connectors.remove",
    "connector deliveries": "connectors.deliveries",
    "connector try": "connectors.try",
}

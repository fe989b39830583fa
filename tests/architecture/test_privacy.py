"""DESIGN 3.9: whatever an officer's or a visitor's session may read is named, and every other
column too."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from association.access.owners import CountedInCity
from association.access.reach import OneCity, Visitor
from association.access.tables import OPEN, Fenced, columns, public_columns
from association.database import Base
from association.roster.members.values import PERSONAL
from tests.architecture.source import ROOT, SAID, calls, modules
from tests.architecture.test_fence import load_all

STRANGERS = (OneCity(1), Visitor())
# Every column of every open table: any session may read it. What a column holds that says something
# of one person stands with the reason why it is here nevertheless.
OPEN_COLUMNS = {
    "kept_query": "id text_sealed asked_at",
    "account": (
        "id name role phone_index phone_sealed password_hash city_id region may_run_events "
        "may_administer created_at accepted_at closed_at reset_at reset_by totp_sealed totp_step "
        "code_removed_at language"
    ),
    "association_market": "association_id market_id since",
    "audit_entry": "id at account_id association_id city_id what subject details mac",
    "card": "code_index member_id association_id city_id code_sealed",
    "city": "id code name",
    "closure": "id association_id market_id closed_on reopened_on",
    "device": "token_hash account_id seen_at",
    "draft": "draft_index account_id typed_sealed saved_at",
    "duty": (
        "id account_id association_id position starts_on ends_on accepted_on invited_name "
        "may_edit may_record_money may_see_nik"
    ),
    "duty_place": "duty_id market_id block",
    "event_market": "event_id market_id",
    "family_link": (
        "token_hash claim_id member_id association_id city_id made_by made_at expires_at"
    ),
    "first_start": "id code_hash expires_at",
    "former_stay": "id association_id market_id since until",
    "invitation": "token_hash account_id duty_id kind made_by made_at phone_sealed expires_at",
    "market": "id city_id name aliases district closed_on version",
    "recovery_code": "code_index account_id",
    "receipt": "number contribution_id member_id association_id city_id",
    "saved_answer": "owner key digest answer saved_at",
    "sign_in": (
        "token_hash account_id own_phone association_id city_id agent waits_for_code by_link "
        "device_hash pending_sealed created_at seen_at"
    ),
    "throttle_bucket": "name failures last_failure free_at",
}
NEVERTHELESS = {
    "kept_query.text_sealed": "what one session looked for; only its own cookie opens it",
    "first_start.code_hash": "SHA-256 of 256 random bits, asked before there is anybody",
    "account.name": "a leader's or an officer's; signing in asks before anyone is known",
    "account.phone_sealed": "sealed; who signs in by which phone is asked before anyone is known",
    "invitation.phone_sealed": "sealed; who opens the link is not known yet",
    "account.totp_sealed": "sealed; half a sign-in asks for its code before anyone is known",
    "draft.typed_sealed": "sealed; found by the digest of account and form only",
    "draft.draft_index": "blind; of account, place and form: finds the draft of who types",
    "account.phone_index": "blind; finds who signs in",
    "sign_in.pending_sealed": "sealed; what its first code is to turn on, in this sign-in only",
    "recovery_code.code_index": "blind; finds the code that somebody shows before they are known",
    "account.password_hash": "argon2; asked before anyone is known",
    "duty.invited_name": "who is to become a leader; shown on the invitation before they sign in",
    "card.code_sealed": "sealed; a card is found by its code before anyone is known",
    "card.code_index": "blind; finds the card",
    "audit_entry.details": "names of fields and row ids, no values",
}
# Every public column of a fenced table but ids: who names another says here that it is meant.
FENCED_COLUMNS = {
    "absence": "left_on back_on",
    "association": (
        "name contact_name contact_phone next_contact_name next_contact_phone next_contact_on "
        "closed_on version aliases"
    ),
    "awareness_event": (
        "code title kind starts_at place speaker host capacity note state reason was_at changed_at "
        "version"
    ),
    "claim": "kind from_work day state opened_at submitted_on decided_on paid_amount",
    "contribution": "first_month last_month paid_on received_on voided_at",
    "event_headcount": "people",
    "intake": "version ends_at made_at undone_at",
    "join_request": "code name market state at reason answered_at",
    "member": "link_pending arrived_on left_on created_at",
    "nik_check": "ask asked_at asked_by checked_at checked_by",
    "participant": "sent_on registered_on ended_on",
    "regrouped": "fate",
    "regrouping": "kind state at finished_at returned_at returned_by made",
    "sealed_roster": "code made_at rows text_hash pdf_hash",
}
TELLING = ("name", "phone", "nik", "birth", "address", "note", "sealed", "index", "hash", "details")
NO_PERSON = {
    "city.name": "a city's",
    "duty.may_see_nik": "a right: yes or no",
    "sign_in.own_phone": "whether the phone is one's own: yes or no",
    "market.name": "a market's",
    "throttle_bucket.name": "a hash",
    "family_link.token_hash": "a hash of what the link holds",
    "device.token_hash": "a hash of what the cookie holds",
    "invitation.token_hash": "a hash of what the link holds",
    "sign_in.token_hash": "a hash of what the cookie holds",
    "sign_in.device_hash": "a hash of what the cookie holds",
}


# Columns that a table of fields names for its model.
TABLES = {"member": PERSONAL}


def unclassified(base: type[DeclarativeBase]) -> list[str]:
    """Name the columns of tables within a stranger's reach that are neither public nor personal,
    and the words that name no column."""
    found = []
    for mapper in base.registry.mappers:
        model: Any = mapper.class_
        if not issubclass(model, Fenced):
            continue
        held = {attribute.key for attribute in mapper.column_attrs}
        held |= {column.name for column in mapper.local_table.columns}
        name = model.__name__
        if all(isinstance(model.within(one), sa.False_) for one in STRANGERS):
            if model.public:
                found.append(f"rule 3.9: {name} is out of strangers' reach: name no public columns")
            continue
        personal = model.personal | TABLES.get(model.__tablename__, frozenset())
        both, unknown = model.public & personal, (model.public | personal) - held
        found += [
            f"rule 3.9: {name}.{one} is public and personal: say one of the two" for one in both
        ]
        found += [f"rule 3.9: {name} has no {one}: correct the name" for one in unknown]
        found += [
            f"rule 3.9: {name}.{one} is not classified: name it in personal (as it is until you "
            f"do) or in public"
            for one in held - model.public - personal
        ]
    return sorted(found)


def test_every_column_that_strangers_could_reach_is_public_or_personal() -> None:
    load_all()
    assert unclassified(Base) == []


def test_a_forgotten_column_is_found() -> None:
    class Other(DeclarativeBase):
        pass

    class Forgetful(CountedInCity, Other):
        __tablename__ = "forgetful"
        public = columns("id city_id gone")
        personal = columns("city_id")
        id: Mapped[int] = mapped_column(primary_key=True)
        city_id: Mapped[int]
        shoe_size: Mapped[int]

    found = unclassified(Other)
    assert all(map(SAID.fullmatch, found))
    assert [line.split(": ")[1] for line in found] == [
        "Forgetful has no gone",
        "Forgetful.city_id is public and personal",
        "Forgetful.shoe_size is not classified",
    ]


def test_what_is_told_of_people_is_personal() -> None:
    load_all()
    for model in (one.class_ for one in Base.registry.mappers):
        if issubclass(model, Fenced):
            sealed = {one for one in model.public if one.endswith(("_sealed", "_index", "_tail"))}
            assert not sealed, model
            if "birth_date" in sa.inspect(model).columns:
                assert not columns("name birth_date nik phone income") & model.public, model


def test_the_columns_of_open_tables_are_listed() -> None:
    load_all()
    held = {name: set(Base.metadata.tables[name].columns.keys()) for name in OPEN}
    assert held == {name: set(columns(names)) for name, names in OPEN_COLUMNS.items()}
    telling = {
        f"{table}.{name}"
        for table, names in held.items()
        for name in names
        if any(word in name for word in TELLING)
    }
    assert telling == NEVERTHELESS.keys() | NO_PERSON.keys()


def test_the_public_columns_of_fenced_tables_are_listed() -> None:
    load_all()
    found = {
        table: {name for name in names if name != "id" and not name.endswith("_id")}
        for table, names in public_columns().items()
        if table not in OPEN
    }
    told = {table: names for table, names in found.items() if names}
    assert told == {name: set(columns(names)) for name, names in FENCED_COLUMNS.items()}


def test_a_row_that_strangers_may_load_leads_to_no_person() -> None:
    """A joined load adds columns after the guard has looked; so no such row may have one to add."""
    load_all()
    for mapper in Base.registry.mappers:
        whole = set(mapper.local_table.columns.keys())
        if whole <= public_columns()[mapper.local_table.name]:
            for relation in mapper.relationships:
                table = relation.mapper.local_table
                assert set(table.columns.keys()) <= public_columns()[table.name], relation


def test_no_session_is_gone_round() -> None:
    """Bulk methods of the session and text of SQL ask no guard."""
    found = [
        f"{module.name}:{line} {call}"
        for module in modules(ROOT).values()
        for call, line in calls(module)
        if call.rpartition(".")[2].startswith(("bulk_insert", "bulk_save", "bulk_update"))
        or call in ("sa.text", "sa.literal_column", "text", "literal_column")
    ]
    assert found == [], "rule 3.5: write it as a SELECT of mapped columns"

"""offices, links and second factors"""

import sqlalchemy as sa
from alembic import op

revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def _flag(name: str, default: sa.ColumnElement) -> sa.Column:
    return sa.Column(name, sa.Boolean(), server_default=default, nullable=False)


def upgrade() -> None:
    op.add_column('audit_entry', sa.Column('city_id', ID))
    for column in (
        sa.Column('region', sa.String(2)),
        _flag('may_run_events', sa.true()),
        _flag('may_administer', sa.false()),
        sa.Column('closed_at', sa.DateTime()),
        sa.Column('totp_sealed', sa.LargeBinary()),
        sa.Column('totp_step', sa.BigInteger()),
    ):
        op.add_column('account', column)
    with op.batch_alter_table('sign_in') as batch:
        batch.add_column(sa.Column('city_id', ID))
        batch.add_column(sa.Column('agent', sa.String(60), server_default='', nullable=False))
        batch.add_column(_flag('waits_for_code', sa.false()))
        batch.create_foreign_key('fk_sign_in_city_id_city', 'city', ['city_id'], ['id'])
    with op.batch_alter_table('invitation') as batch:
        batch.add_column(
            sa.Column('kind', sa.String(10), server_default='invitation', nullable=False)
        )
        batch.add_column(sa.Column('made_by', ID))
        batch.add_column(sa.Column('made_at', sa.DateTime()))
        batch.create_foreign_key('fk_invitation_made_by_account', 'account', ['made_by'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('invitation') as batch:
        batch.drop_constraint('fk_invitation_made_by_account', type_='foreignkey')
        for column in ('made_at', 'made_by', 'kind'):
            batch.drop_column(column)
    with op.batch_alter_table('sign_in') as batch:
        batch.drop_constraint('fk_sign_in_city_id_city', type_='foreignkey')
        for column in ('waits_for_code', 'agent', 'city_id'):
            batch.drop_column(column)
    for column in (
        'totp_step',
        'totp_sealed',
        'closed_at',
        'may_administer',
        'may_run_events',
        'region',
    ):
        op.drop_column('account', column)
    op.drop_column('audit_entry', 'city_id')

"""day of a promise; a withdrawn deposit gives its number free"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_on', sa.Date(), nullable=True))

    with op.batch_alter_table('deposit', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_deposit_association_id_channel_reference'), type_='unique')
        batch_op.create_index('uq_deposit_reference', ['association_id', 'channel', 'reference'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))


def downgrade() -> None:
    with op.batch_alter_table('deposit', schema=None) as batch_op:
        batch_op.drop_index('uq_deposit_reference')
        batch_op.create_unique_constraint(batch_op.f('uq_deposit_association_id_channel_reference'), ['association_id', 'channel', 'reference'])

    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.drop_column('due_on')

"""lists of BPJS read again, whole or a part, and the months taken from them"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('official_list', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sheets_sealed', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('whole', sa.Boolean(), nullable=True))

    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.add_column(sa.Column('batch_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_contribution_batch_id_batch'), 'batch', ['batch_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_contribution_batch_id'), ['batch_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contribution_batch_id'))
        batch_op.drop_constraint(batch_op.f('fk_contribution_batch_id_batch'), type_='foreignkey')
        batch_op.drop_column('batch_id')

    with op.batch_alter_table('official_list', schema=None) as batch_op:
        batch_op.drop_column('whole')
        batch_op.drop_column('sheets_sealed')

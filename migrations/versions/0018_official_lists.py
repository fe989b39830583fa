"""lists of BPJS held against the roster"""

import sqlalchemy as sa
from alembic import op

import association.database

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'official_list',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('association_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('source', sa.String(length=60), nullable=False),
        sa.Column('rows_sealed', sa.LargeBinary(), nullable=False),
        sa.Column('total', sa.Integer(), nullable=False),
        sa.Column('skipped', sa.Integer(), nullable=False),
        sa.Column('handled', sa.JSON(), nullable=False),
        sa.Column('batch_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
        sa.Column('created_at', association.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_official_list_account_id_account')),
        sa.ForeignKeyConstraint(['association_id'], ['association.id'], name=op.f('fk_official_list_association_id_association')),
        sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_official_list_batch_id_batch')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_official_list')),
    )
    with op.batch_alter_table('official_list', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_official_list_association_id'), ['association_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_official_list_created_at'), ['created_at'], unique=False)
    with op.batch_alter_table('batch', schema=None) as batch_op:
        batch_op.add_column(sa.Column('source', sa.String(length=60), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('batch', schema=None) as batch_op:
        batch_op.drop_column('source')
    op.drop_table('official_list')
